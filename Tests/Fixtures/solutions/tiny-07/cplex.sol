<?xml version = "1.0" encoding="UTF-8" standalone="yes"?>
<CPLEXSolution version="1.2">
 <header
   problemName="m/tiny-07.mps"
   solutionName="incumbent"
   solutionIndex="-1"
   objectiveValue="-236117.51506849311"
   solutionTypeValue="3"
   solutionTypeString="primal"
   solutionStatusValue="101"
   solutionStatusString="integer optimal solution"
   solutionMethodString="mip"
   primalFeasible="1"
   dualFeasible="1"
   MIPNodes="0"
   MIPIterations="0"
   writeLevel="1"/>
 <quality
   epInt="1.0000000000000001e-05"
   epRHS="9.9999999999999995e-07"
   maxIntInfeas="0"
   maxPrimalInfeas="0"
   maxX="1"
   maxSlack="10.000000031000003"/>
 <linearConstraints>
  <constraint name="must_leave[W0]" index="0" slack="0"/>
  <constraint name="once[W1,w2]" index="1" slack="1"/>
  <constraint name="once[W1,w3]" index="2" slack="0"/>
  <constraint name="once[W1,w4]" index="3" slack="0"/>
  <constraint name="once[W1,w5]" index="4" slack="0"/>
  <constraint name="once[W1,w6]" index="5" slack="0"/>
  <constraint name="limit0[team,w2]" index="6" slack="10.000000031000003"/>
  <constraint name="in_turn[C0,H1,w2]" index="7" slack="0"/>
  <constraint name="waits[C0,H0,W0,w2]" index="8" slack="0"/>
  <constraint name="waits1[initiative,I0,w2,1]" index="9" slack="0"/>
  <constraint name="waits1[initiative,I0,w2,2]" index="10" slack="0"/>
  <constraint name="waits1[initiative,I0,w3,1]" index="11" slack="0"/>
  <constraint name="waits1[initiative,I0,w3,2]" index="12" slack="0"/>
  <constraint name="waits1[initiative,I0,w4,1]" index="13" slack="0"/>
  <constraint name="waits1[initiative,I0,w4,2]" index="14" slack="0"/>
  <constraint name="waits1[initiative,I0,w5,1]" index="15" slack="0"/>
  <constraint name="waits1[initiative,I0,w5,2]" index="16" slack="0"/>
  <constraint name="waits1[initiative,I0,w6,1]" index="17" slack="0"/>
  <constraint name="waits1[initiative,I0,w6,2]" index="18" slack="0"/>
  <constraint name="goal0[rack_units,2029-12-31]" index="19" slack="-0.60000000599999925"/>
  <constraint name="goal1[rack_units,2028-01-31]" index="20" slack="-4.2000000059999998"/>
  <constraint name="target_shortfall" index="21" slack="0"/>
  <constraint name="milestone_shortfall" index="22" slack="0"/>
 </linearConstraints>
 <variables>
  <variable name="left[W0,w2]" index="0" value="1"/>
  <variable name="left[W1,w1]" index="1" value="0"/>
  <variable name="left[W1,w2]" index="2" value="1"/>
  <variable name="left[W1,w3]" index="3" value="1"/>
  <variable name="left[W1,w4]" index="4" value="1"/>
  <variable name="left[W1,w5]" index="5" value="1"/>
  <variable name="left[W1,w6]" index="6" value="1"/>
  <variable name="freed[C0,H0,w2]" index="7" value="1"/>
  <variable name="freed[C0,H1,w2]" index="8" value="1"/>
  <variable name="done1[initiative,I0,w2]" index="9" value="1"/>
  <variable name="done1[initiative,I0,w3]" index="10" value="1"/>
  <variable name="done1[initiative,I0,w4]" index="11" value="1"/>
  <variable name="done1[initiative,I0,w5]" index="12" value="1"/>
  <variable name="done1[initiative,I0,w6]" index="13" value="1"/>
  <variable name="short0[rack_units,2029-12-31]" index="14" value="6.0000000000000008e-09"/>
  <variable name="short1[rack_units,2028-01-31]" index="15" value="6.0000000000000008e-09"/>
 </variables>
</CPLEXSolution>
