Infeasible - objective value 9295.39245804
      0 must_leave[W0+1]                           1               9295.3925
**       1 must_leave[W1+2]                           0                       0
      2 limit0[team,w3]                            2                       0
      3 limit1[spread,w3]                          4                       0
      4 goal0[workloads,2029-12-31]                2                       0
      0 left[W0+1,w3]                              1                       0
      1 short0[workloads,2029-12-31]               0                       0
