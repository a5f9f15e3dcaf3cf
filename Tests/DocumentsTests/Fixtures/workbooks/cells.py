#!/usr/bin/env python3
"""The cells of workbooks as openpyxl reads them, one a line: what `Workbook` has to agree with.

    cells.py FILE.xlsx            every cell:  sheet TAB reference TAB kind TAB text
    cells.py --digest FILE.xlsx   one line a sheet: name, state, number of cells, SHA-256 of the lines that `cells.py` writes
    cells.py --check FOLDER       compares the digests of all workbooks in FOLDER with FOLDER/NAME.digest

Empty cells are left out. It wants openpyxl; `--check` says so aloud where it is not installed, and ends well.
"""

import datetime
import hashlib
import pathlib
import sys

try:
    import openpyxl
except ImportError:
    print("skipped: openpyxl is not installed, so nothing was compared with it (pip install openpyxl)")
    sys.exit(0 if "--check" in sys.argv else 69)


def number(value):
    if isinstance(value, int) or (value == int(value) and abs(value) < 1e15):
        return str(int(value))
    return repr(value)[:-2] if repr(value).endswith(".0") else repr(value)


def clock(time):
    return time.strftime("%H:%M:%S")


def described(cell):
    value = cell.value
    if cell.data_type == "e":
        return "error", value
    if isinstance(value, bool):
        return "boolean", "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        value = value + datetime.timedelta(microseconds=500_000)
        value = value.replace(microsecond=0)
        day = f"{value.year:04}-{value.month:02}-{value.day:02}"
        if value.time() == datetime.time():
            return "date", day
        return "dateTime", day + " " + clock(value)
    if isinstance(value, datetime.date):
        return "date", value.isoformat()
    if isinstance(value, datetime.time):
        return "time", clock(value)
    if isinstance(value, datetime.timedelta):
        return "number", number(value / datetime.timedelta(days=1))
    if isinstance(value, (int, float)):
        return "number", number(value)
    return "text", str(value)


def escaped(text):
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def sheets(path):
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        lines = []
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None or cell.value == "":
                    continue
                kind, text = described(cell)
                lines.append(f"{cell.coordinate}\t{kind}\t{escaped(text)}\n")
        yield sheet.title, sheet.sheet_state, lines


def digests(path):
    return [
        f"{name}\t{'visible' if state == 'visible' else 'hidden'}\t{len(lines)}\t"
        + hashlib.sha256("".join(lines).encode()).hexdigest()
        + "\n"
        for name, state, lines in sheets(path)
    ]


def check(folder):
    wrong = 0
    for path in sorted(folder.glob("*.xlsx")):
        wanted = path.with_suffix(".digest").read_text(encoding="utf-8")
        same = "".join(digests(path)) == wanted
        wrong += not same
        print(f"{path.name}: {'as openpyxl ' + openpyxl.__version__ + ' reads it' if same else 'DIFFERS from openpyxl'}")
    return 1 if wrong else 0


def main(arguments):
    if arguments[:1] == ["--check"]:
        return check(pathlib.Path(arguments[1]))
    if arguments[:1] == ["--digest"]:
        sys.stdout.writelines(digests(arguments[1]))
        return 0
    for name, _, lines in sheets(arguments[0]):
        sys.stdout.writelines(f"{escaped(name)}\t{line}" for line in lines)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
