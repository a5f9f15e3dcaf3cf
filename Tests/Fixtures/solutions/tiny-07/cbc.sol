Optimal - objective value -236117.51506849
      0 left[W0,w2]                                 1              -68685.288
      1 left[W1,w1]                                 0               5227.9452
      2 left[W1,w2]                                 1               5227.9452
      3 left[W1,w3]                                 1               5227.9452
      4 left[W1,w4]                                 1               5227.9452
      5 left[W1,w5]                                 1               5227.9452
      6 left[W1,w6]                                 1                23137.37
      7 freed[C0,H0,w2]                             1              -105638.47
      8 freed[C0,H1,w2]                             1              -105842.91
      9 done1[initiative,I0,w2]                     1                       0
     10 done1[initiative,I0,w3]                     1                       0
     11 done1[initiative,I0,w4]                     1                       0
     12 done1[initiative,I0,w5]                     1                       0
     13 done1[initiative,I0,w6]                     1                       0
     14 short0[rack_units,2029-12-31]               0                       0
     15 short1[rack_units,2028-01-31]               0                       0
