* The planning problem of the estate 'tiny-07', sha256:27a88e4af4c021f666dc1a6fa447edeb8b8c6846b949128d5dc355602d0ea80b
* written by drawdown test. A solver's answer is read back with
*   drawdown plan ESTATE --solution FILE --out DIR
*
* What is wanted is the least cost. Plans are compared by (1) the summed shortfall of the targets, (2) that of
* the milestones, (3) their net present value. Each has its file: drawdown model --phase shortfall, milestones,
* value. Shortfalls within 1e-09 are equal. Ask the solver for a gap of 0: most stop a little before.
* PHASE value: the cost is the net present value with its sign turned, in EUR; its constant stands in
* the RHS section, with its sign turned once more, as MPS has it.
* KEPT target_shortfall (counted by the largest baseline) <= 0.0 + 1e-09: no plan has less.
* KEPT milestone_shortfall (counted by the largest baseline) <= 0.0 + 1e-09: no plan has less.
*
* NAMES Keys stand as they are; other bytes than letters, digits and . _ - / @ as % and two hexadecimal digits.
* A+2 is A with two more. Waves are w1, w2, ...; columns stand only for waves in which something may change.
*   left[W,w3]     1: workload W has left by the cutover of wave 3; it moves in the first wave of its columns at 1
*   freed[C,H,w3]  1: cluster C has given back host H by wave 3; rows room: what remains is carried
*   done1[rack,R,w3] 1: all that rack R waits for has left by wave 3 (host, rack, site, initiative)
*   short1[hosts,2029-12-31] what a target or milestone lacks, in its own measure
*   limit6[NAME,w3] rule 6 (from 0) in wave 3; sums may be over a limit by a billionth of it plus 1e-9
* NEVER MOVE, and so have no columns (1): W2
*
* 16 columns (9 of them 0 or 1), 23 rows, 44 terms
NAME drawdown-tiny-07 FREE
ROWS
 N minus_npv
 G must_leave[W0]
 L once[W1,w2]
 L once[W1,w3]
 L once[W1,w4]
 L once[W1,w5]
 L once[W1,w6]
 L limit0[team,w2]
 L in_turn[C0,H1,w2]
 L waits[C0,H0,W0,w2]
 L waits1[initiative,I0,w2,1]
 L waits1[initiative,I0,w2,2]
 L waits1[initiative,I0,w3,1]
 L waits1[initiative,I0,w3,2]
 L waits1[initiative,I0,w4,1]
 L waits1[initiative,I0,w4,2]
 L waits1[initiative,I0,w5,1]
 L waits1[initiative,I0,w5,2]
 L waits1[initiative,I0,w6,1]
 L waits1[initiative,I0,w6,2]
 G goal0[rack_units,2029-12-31]
 G goal1[rack_units,2028-01-31]
 L target_shortfall
 L milestone_shortfall
COLUMNS
 left[W0,w2] minus_npv 1807.7534246575342 must_leave[W0] 1
 left[W0,w2] limit0[team,w2] 20 waits[C0,H0,W0,w2] -1
 left[W0,w2] waits1[initiative,I0,w2,1] -1 waits1[initiative,I0,w3,1] -1
 left[W0,w2] waits1[initiative,I0,w4,1] -1 waits1[initiative,I0,w5,1] -1
 left[W0,w2] waits1[initiative,I0,w6,1] -1
 left[W1,w1] minus_npv 5227.945205479453 once[W1,w2] 1
 left[W1,w2] minus_npv 5227.945205479453 once[W1,w2] -1
 left[W1,w2] once[W1,w3] 1 waits1[initiative,I0,w2,2] -1
 left[W1,w3] minus_npv 5227.945205479453 once[W1,w3] -1
 left[W1,w3] once[W1,w4] 1 waits1[initiative,I0,w3,2] -1
 left[W1,w4] minus_npv 5227.945205479449 once[W1,w4] -1
 left[W1,w4] once[W1,w5] 1 waits1[initiative,I0,w4,2] -1
 left[W1,w5] minus_npv 5227.945205479453 once[W1,w5] -1
 left[W1,w5] once[W1,w6] 1 waits1[initiative,I0,w5,2] -1
 left[W1,w6] minus_npv 23137.369863013697 once[W1,w6] -1
 left[W1,w6] waits1[initiative,I0,w6,2] -1
 freed[C0,H0,w2] minus_npv -105638.46575342465 in_turn[C0,H1,w2] -1
 freed[C0,H0,w2] waits[C0,H0,W0,w2] 1 goal0[rack_units,2029-12-31] 3
 freed[C0,H0,w2] goal1[rack_units,2028-01-31] 3
 freed[C0,H1,w2] minus_npv -105842.91232876712 in_turn[C0,H1,w2] 1
 freed[C0,H1,w2] goal0[rack_units,2029-12-31] 3 goal1[rack_units,2028-01-31] 3
 done1[initiative,I0,w2] minus_npv -8596.71232876712 waits1[initiative,I0,w2,1] 1
 done1[initiative,I0,w2] waits1[initiative,I0,w2,2] 1
 done1[initiative,I0,w3] minus_npv -8596.712328767127 waits1[initiative,I0,w3,1] 1
 done1[initiative,I0,w3] waits1[initiative,I0,w3,2] 1
 done1[initiative,I0,w4] minus_npv -8596.71232876712 waits1[initiative,I0,w4,1] 1
 done1[initiative,I0,w4] waits1[initiative,I0,w4,2] 1
 done1[initiative,I0,w5] minus_npv -8596.712328767127 waits1[initiative,I0,w5,1] 1
 done1[initiative,I0,w5] waits1[initiative,I0,w5,2] 1
 done1[initiative,I0,w6] minus_npv -36106.191780821915 waits1[initiative,I0,w6,1] 1
 done1[initiative,I0,w6] waits1[initiative,I0,w6,2] 1
 short0[rack_units,2029-12-31] goal0[rack_units,2029-12-31] 1 target_shortfall 1
 short1[rack_units,2028-01-31] goal1[rack_units,2028-01-31] 1 milestone_shortfall 1
RHS
 RHS must_leave[W0] 1
 RHS limit0[team,w2] 30.000000031000003
 RHS goal0[rack_units,2029-12-31] 5.4
 RHS goal1[rack_units,2028-01-31] 1.7999999999999998
 RHS target_shortfall 6.000000000000001e-09
 RHS milestone_shortfall 6.000000000000001e-09
BOUNDS
 BV BND left[W0,w2]
 BV BND left[W1,w1]
 BV BND left[W1,w2]
 BV BND left[W1,w3]
 BV BND left[W1,w4]
 BV BND left[W1,w5]
 BV BND left[W1,w6]
 BV BND freed[C0,H0,w2]
 BV BND freed[C0,H1,w2]
ENDATA
