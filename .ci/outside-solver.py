#!/usr/bin/env python3
"""Asks an outside solver, HiGHS, whether the plans are the best there are.

    .ci/outside-solver.py [--seconds S] DRAWDOWN ESTATE...

For each estate the exact model is written (`drawdown model`), solved by HiGHS to a gap of 0, its answer read back as a plan
(`drawdown plan --solution`) and verified; the planner's own plan is compared with it. Where the planner proves that there
is no plan, HiGHS has to call the model infeasible. A line for each estate; status 1 where they differ.

Needs highspy (PyPI). `.ci/run` installs it into a room of its own where it can, and else says that this was left out.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import highspy


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def solve(model, answer, style, seconds):
    """Status, objective, bound and seconds of HiGHS; its solution file is written in one of its styles."""
    highs = highspy.Highs()
    for option, value in {
        "output_flag": False,
        "threads": 2,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 1e-9,
        "time_limit": seconds,
    }.items():
        highs.setOptionValue(option, value)
    if highs.readModel(model) == highspy.HighsStatus.kError:
        raise SystemExit(f"HiGHS cannot read {model}")
    began = time.time()
    highs.run()
    highs.writeSolution(answer, style)
    info = highs.getInfo()
    status = highs.modelStatusToString(highs.getModelStatus())
    return status, info.objective_function_value, info.mip_dual_bound, time.time() - began


def figures(folder):
    with open(os.path.join(folder, "plan.json")) as file:
        plan = json.load(file)
    targets = plan["targets"]
    short = sum(t["shortfall"] for t in targets if t.get("penaltyPerPoint") is None)
    milestones = sum(
        m["shortfall"] for t in targets for m in t["milestones"] if m.get("penaltyPerPoint") is None
    )
    return short, milestones, plan["value"]["npv"], plan.get("bound")


def compare(program, estate, room, number, seconds):
    """What is to be said of one estate, and whether all agree."""
    own = os.path.join(room, "own")
    status, talk = run(program, "plan", estate, "--out", own)
    model, answer = os.path.join(room, "model.mps"), os.path.join(room, "answer.sol")
    written, _ = run(program, "model", estate, "--out", model)
    if written != 0:
        return "the model was not written", False
    ending, objective, bound, took = solve(model, answer, number % 2, seconds)
    head = f"HiGHS {ending} in {took:.1f} s"
    if status == 3 or ending == "Infeasible":
        return f"{head}; planner ends with {status}", status == 3 and ending == "Infeasible"
    if status != 0:
        return f"{head}; planner ends with {status}: {talk}", False
    back = os.path.join(room, "back")
    status, talk = run(program, "plan", estate, "--solution", answer, "--out", back, "--effort", "20000")
    if status != 0:
        return f"{head}; its answer cannot be read back: {talk}", False
    status, talk = run(program, "verify", estate, back)
    if status != 0:
        return f"{head}; its plan is wrong: {talk}", False
    (short, milestones, npv, proven), theirs = figures(own), figures(back)
    scale = max(1.0, abs(npv))
    says = f"{head}: {-objective:,.2f}, planner {npv:,.2f}"
    if ending != "Optimal":
        # Cut off: neither may contradict what the other proves.
        right = npv <= -bound + 1e-6 * scale and (not proven or theirs[2] <= proven["npv"] + 0.02)
        return f"{says}, HiGHS proves {-bound:,.2f}, planner {proven['npv'] if proven else float('nan'):,.2f}", right
    right = (
        abs(npv + objective) <= 0.011 + 1e-6 * scale
        and abs(theirs[2] + objective) <= 0.011 + 1e-6 * scale
        and abs(short - theirs[0]) <= 3e-9
        and abs(milestones - theirs[1]) <= 3e-9
    )
    return says, right


def main(arguments):
    seconds = 60.0
    if arguments[:1] == ["--seconds"]:
        seconds, arguments = float(arguments[1]), arguments[2:]
    program, estates = arguments[0], arguments[1:]
    wrong = 0
    for number, estate in enumerate(estates):
        with tempfile.TemporaryDirectory() as room:
            says, right = compare(program, estate, room, number, seconds)
        wrong += 0 if right else 1
        print(f"{'same ' if right else 'WRONG'} {os.path.basename(estate.rstrip('/'))}: {says}", flush=True)
    print(f"{len(estates) - wrong} of {len(estates)} estates: the outside solver and the planner agree")
    return 1 if wrong or not estates else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
