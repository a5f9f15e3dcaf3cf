Model status
Optimal

# Primal solution values
Feasible
Objective -236117.5150684931
# Columns -13
left[W0,w2] 1 0
left[W1,w2] 1 2
left[W1,w3] 1 3
left[W1,w4] 1 4
left[W1,w5] 1 5
left[W1,w6] 1 6
freed[C0,H0,w2] 1 7
freed[C0,H1,w2] 1 8
done1[initiative,I0,w2] 1 9
done1[initiative,I0,w3] 1 10
done1[initiative,I0,w4] 1 11
done1[initiative,I0,w5] 1 12
done1[initiative,I0,w6] 1 13
