Columns
    Index Status        Lower        Upper       Primal         Dual  Type        Name
        0                   0            1                            Integer     left[W0+1,w3]
        1                   0          inf                            Continuous  short0[workloads,2029-12-31]
Rows
    Index Status        Lower        Upper       Primal         Dual  Name
        0                   1          inf                            must_leave[W0+1]
        1                   1          inf                            must_leave[W1+2]
        2                -inf           30                            limit0[team,w3]
        3                -inf            6                            limit1[spread,w3]
        4                   2          inf                            goal0[workloads,2029-12-31]

Model status: Infeasible

Objective value: inf
