Columns
    Index Status        Lower        Upper       Primal         Dual  Type        Name
        0                   0            1            1               Integer     left[W0,w2]
        1                   0            1            0               Integer     left[W1,w1]
        2                   0            1            1               Integer     left[W1,w2]
        3                   0            1            1               Integer     left[W1,w3]
        4                   0            1            1               Integer     left[W1,w4]
        5                   0            1            1               Integer     left[W1,w5]
        6                   0            1            1               Integer     left[W1,w6]
        7                   0            1            1               Integer     freed[C0,H0,w2]
        8                   0            1            1               Integer     freed[C0,H1,w2]
        9                   0          inf            1               Continuous  done1[initiative,I0,w2]
       10                   0          inf            1               Continuous  done1[initiative,I0,w3]
       11                   0          inf            1               Continuous  done1[initiative,I0,w4]
       12                   0          inf            1               Continuous  done1[initiative,I0,w5]
       13                   0          inf            1               Continuous  done1[initiative,I0,w6]
       14                   0          inf            0               Continuous  short0[rack_units,2029-12-31]
       15                   0          inf            0               Continuous  short1[rack_units,2028-01-31]
Rows
    Index Status        Lower        Upper       Primal         Dual  Name
        0                   1          inf            1               must_leave[W0]
        1                -inf            0           -1               once[W1,w2]
        2                -inf            0            0               once[W1,w3]
        3                -inf            0            0               once[W1,w4]
        4                -inf            0            0               once[W1,w5]
        5                -inf            0            0               once[W1,w6]
        6                -inf           30           20               limit0[team,w2]
        7                -inf            0            0               in_turn[C0,H1,w2]
        8                -inf            0            0               waits[C0,H0,W0,w2]
        9                -inf            0            0               waits1[initiative,I0,w2,1]
       10                -inf            0            0               waits1[initiative,I0,w2,2]
       11                -inf            0            0               waits1[initiative,I0,w3,1]
       12                -inf            0            0               waits1[initiative,I0,w3,2]
       13                -inf            0            0               waits1[initiative,I0,w4,1]
       14                -inf            0            0               waits1[initiative,I0,w4,2]
       15                -inf            0            0               waits1[initiative,I0,w5,1]
       16                -inf            0            0               waits1[initiative,I0,w5,2]
       17                -inf            0            0               waits1[initiative,I0,w6,1]
       18                -inf            0            0               waits1[initiative,I0,w6,2]
       19                 5.4          inf            6               goal0[rack_units,2029-12-31]
       20                 1.8          inf            6               goal1[rack_units,2028-01-31]
       21                -inf        6e-09            0               target_shortfall
       22                -inf        6e-09            0               milestone_shortfall

Model status: Optimal

Objective value: -236117.5150684931
