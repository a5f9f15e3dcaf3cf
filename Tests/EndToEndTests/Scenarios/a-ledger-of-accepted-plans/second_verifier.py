# A second verifier of a ledger, from its description alone: python3 second_verifier.py FOLDER [CHECKPOINT]
import hashlib
import json
import os
import sys


def canonical(value):
    """RFC 8785 for what a ledger holds: texts, whole numbers, null, lists and objects with ASCII keys."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def check(folder, checkpoint=None):
    faults = []
    data = open(os.path.join(folder, "ledger.jsonl"), "rb").read()
    if data and not data.endswith(b"\n"):
        faults.append("the last line has no end")
    parent, seen = None, []
    for number, line in enumerate(data.split(b"\n")[:-1] if data.endswith(b"\n") else data.split(b"\n"), 1):
        try:
            entry = json.loads(line.decode("utf-8"))
            stated = entry.pop("entry")
        except (ValueError, KeyError, AttributeError):
            faults.append(f"line {number} is no entry")
            continue
        computed = digest(canonical(entry))
        if stated != computed:
            faults.append(f"line {number}: digest")
        if canonical({"entry": stated, **entry}) != line:
            faults.append(f"line {number}: not canonical")
        if entry.get("parent") != parent:
            faults.append(f"line {number}: parent")
        if entry.get("number") != number:
            faults.append(f"line {number}: number")
        if entry.get("kind") == "approval":
            names = [entry["signature"]]
            if entry["of"] not in seen:
                faults.append(f"line {number}: approves nothing")
        else:
            names = [entry["plan"]] + [file["digest"] for file in entry["estate"]["files"]]
            names += [entry["actuals"]] if "actuals" in entry else []
            lines = "".join(f"{f['digest'][7:]}  {f['file']}\n" for f in entry["estate"]["files"])
            if digest(lines.encode()) != entry["estate"]["digest"]:
                faults.append(f"line {number}: the estate's digest")
        for name in names:
            path = os.path.join(folder, "objects", name.removeprefix("sha256:"))
            if not os.path.isfile(path):
                faults.append(f"line {number}: {name} is missing")
            elif digest(open(path, "rb").read()) != name:
                faults.append(f"line {number}: {name} has other bytes")
        parent = computed
        seen.append(computed)
    if checkpoint and checkpoint not in seen:
        faults.append("the checkpoint is missing")
    return faults, parent, len(seen)


faults, head, count = check(*sys.argv[1:])
print("\n".join(faults) if faults else f"holds: {count} entries, head {head}")
sys.exit(1 if faults else 0)
