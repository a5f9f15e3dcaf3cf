# Solution for model drawdown-tiny-07
# Objective value = -2.3611751506849314e+05
left[W0,w2] 1
left[W1,w1] 0
left[W1,w2] 1
left[W1,w3] 1
left[W1,w4] 1
left[W1,w5] 1
left[W1,w6] 1
freed[C0,H0,w2] 1
freed[C0,H1,w2] 1
done1[initiative,I0,w2] 1
done1[initiative,I0,w3] 1
done1[initiative,I0,w4] 1
done1[initiative,I0,w5] 1
done1[initiative,I0,w6] 1
short0[rack_units,2029-12-31] 0
short1[rack_units,2028-01-31] 0
