Model status
Optimal

# Primal solution values
Feasible
Objective -236117.5150684931
# Columns 16
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
# Rows 23
must_leave[W0] 1
once[W1,w2] -1
once[W1,w3] 0
once[W1,w4] 0
once[W1,w5] 0
once[W1,w6] 0
limit0[team,w2] 20
in_turn[C0,H1,w2] 0
waits[C0,H0,W0,w2] 0
waits1[initiative,I0,w2,1] 0
waits1[initiative,I0,w2,2] 0
waits1[initiative,I0,w3,1] 0
waits1[initiative,I0,w3,2] 0
waits1[initiative,I0,w4,1] 0
waits1[initiative,I0,w4,2] 0
waits1[initiative,I0,w5,1] 0
waits1[initiative,I0,w5,2] 0
waits1[initiative,I0,w6,1] 0
waits1[initiative,I0,w6,2] 0
goal0[rack_units,2029-12-31] 6
goal1[rack_units,2028-01-31] 6
target_shortfall 0
milestone_shortfall 0

# Dual solution values
None

# Basis
HiGHS v1
None
