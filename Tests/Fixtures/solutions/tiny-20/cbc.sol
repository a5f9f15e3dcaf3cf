Infeasible - objective value 9295.39245804
      0 left[W0+1,w3]                              1                       0
      1 short0[workloads,2029-12-31]               0                       0
