#!/usr/bin/env python3
"""Reads what `drawdown export` writes with readers that others made.

    exports.py DRAWDOWN NAUGHTY_STRINGS ESTATE:PLAN …

Wants openpyxl, icalendar, frictionless, jsonschema and lxml. Besides the estates and plans given it plans one of its own, in
which the workloads are named by the hostile strings of NAUGHTY_STRINGS (a JSON list). Of every export it asks: does the
reader take it, are dates, waves and names those of the plan, and is no name anything but a name?
"""

import csv
import datetime
import glob
import html
import json
import os
import re
import subprocess
import sys
import tempfile

import frictionless
import icalendar
import jsonschema
import openpyxl
from lxml import etree
from openpyxl.utils.escape import unescape

csv.field_size_limit(1 << 30)
FORMULA = re.compile("^'*[\\x00-\\x20\\x7f-\\xa0\\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff']*"
                     "[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def fail(what):
    sys.exit(f"exports.py: {what}")


def check(condition, what):
    if not condition:
        fail(what)


def plain(cell):
    """A text as it was before an apostrophe kept it from being a formula."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def held(text):
    """What XML can hold of a text: the rest is shown by its number."""
    return "".join(c if c in "\t\n\r" or (ord(c) >= 0x20 and ord(c) not in (0xFFFE, 0xFFFF)) else f"U+{ord(c):04X}"
                   for c in text)


def visible(text):
    """A text on one line, as pages and trackers show it."""
    text = re.sub("\r\n|[\n\r\t\u2028\u2029\x85]", " ", text)
    hidden = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
                        "\ufff0-\ufffb\U000e0000-\U000e0fff]")
    return hidden.sub(lambda m: f"U+{ord(m.group()):04X}", text)


class Case:
    def __init__(self, program, estate, plan, room):
        self.program, self.estate, self.plan_path, self.room = program, estate, plan, room
        self.plan = json.load(open(os.path.join(plan, "plan.json"), encoding="utf-8"))
        self.wave = {key: wave["wave"] for wave in self.plan["waves"] for key in wave["workloads"]}
        self.stays = {stay["workload"] for stay in self.plan["stays"]}
        self.dates = {wave["wave"]: (wave["start"], wave["cutover"]) for wave in self.plan["waves"]}

    def export(self, format, name):
        out = os.path.join(self.room, name)
        done = subprocess.run([self.program, "export", self.estate, self.plan_path, "--as", format, "--out", out,
                               "--json"], capture_output=True, text=True)
        check(done.returncode == 0, f"export --as {format} of {self.estate}: {done.stderr}")
        answer = json.loads(done.stdout)
        jsonschema.validate(answer, json.load(open("plans/answers/export.schema.json")))
        again = os.path.join(self.room, "again-" + name)
        subprocess.run([self.program, "export", self.estate, self.plan_path, "--as", format, "--out", again], check=True,
                       capture_output=True)
        for file in answer["files"]:
            twin = again + file["path"][len(out):]
            check(open(file["path"], "rb").read() == open(twin, "rb").read(), f"{format} is written twice alike")
        return out


def rows(path, encoding="utf-8"):
    with open(path, encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def no_formulas(path, encoding="utf-8", numeric=()):
    with open(path, encoding=encoding, newline="") as file:
        reader = csv.reader(file)
        head = next(reader)
        for row in reader:
            check(len(row) == len(head), f"{path}: a row of {len(row)} cells under {len(head)} columns")
            for name, cell in zip(head, row):
                if name not in numeric:
                    check(not FORMULA.match(cell) or cell.startswith("'"), f"{path}: {name} would run {cell!r}")


def tables(case):
    out = case.export("csv", "tables")
    report = frictionless.Package(os.path.join(out, "datapackage.json")).validate()
    check(report.valid, f"data package of {case.estate}: {report.flatten(['type', 'message'])[:5]}")
    description = json.load(open(os.path.join(out, "datapackage.json")))
    for resource in description["resources"]:
        numeric = {field["name"] for field in resource["schema"]["fields"] if field["type"] in ("number", "integer")}
        no_formulas(os.path.join(out, resource["path"]), numeric=numeric)
    read = {plain(row["workload"]): row for row in rows(os.path.join(out, "workloads.csv"))}
    check(set(read) == set(case.wave) | case.stays, f"workloads.csv of {case.estate} names other workloads")
    for key, wave in case.wave.items():
        check(read[key]["wave"] == str(wave) and read[key]["cutover"] == case.dates[wave][1], f"{key!r} in workloads.csv")
    value = sum(float(row["amount"]) for row in rows(os.path.join(out, "value.csv")))
    check(abs(value - case.plan["value"]["npv"]) < 0.2, "value.csv does not sum to the value")
    check(len(rows(os.path.join(out, "footprint.csv"))) == len(case.plan["footprint"]), "footprint.csv lacks rows")
    return {key: row["number"] for key, row in read.items()}


def workbook(case):
    book = openpyxl.load_workbook(case.export("xlsx", "plan.xlsx"))
    for name in ["Waves", "Workloads", "Footprint", "Risks", "Initiatives"]:
        sheet = book[name]
        check(sheet.freeze_panes == "A2" and sheet["A1"].font.b, f"the header of {name} is not frozen and bold")
        for row in sheet.iter_rows():
            for cell in row:
                check(cell.data_type != "f", f"{name}!{cell.coordinate} is a formula")
    sheet = book["Workloads"]
    head = [cell.value for cell in sheet[1]]
    seen = {}
    for row in sheet.iter_rows(min_row=2):
        cells = dict(zip(head, row))
        key = unescape(cells["workload"].value)
        seen[key] = cells["wave"].value
        if cells["wave"].value is not None:
            check(isinstance(cells["cutover"].value, datetime.datetime), "a cutover is no date")
            check(cells["cutover"].value.date().isoformat() == case.dates[seen[key]][1], f"cutover of {key!r}")
    check(seen == {**case.wave, **{key: None for key in case.stays}}, f"the workbook of {case.estate} is another plan")


PROJECT = """SaveVersion UID Name Title Subject Category Company Manager Author CreationDate Revision LastSaved ScheduleFromStart
StartDate FinishDate FYStartDate CriticalSlackLimit CurrencyDigits CurrencySymbol CurrencyCode CurrencySymbolPosition
CalendarUID DefaultStartTime DefaultFinishTime MinutesPerDay MinutesPerWeek DaysPerMonth Calendars Tasks""".split()
CALENDAR = "UID Name IsBaseCalendar BaseCalendarUID WeekDays Exceptions WorkWeeks".split()
EXCEPTION = """EnteredByOccurrences TimePeriod Occurrences Name Type Period DaysOfWeek MonthItem MonthPosition Month MonthDay
DayWorking WorkingTimes""".split()
TASK = """UID ID Name Type IsNull CreateDate Contact WBS WBSLevel OutlineNumber OutlineLevel Priority Start Finish Duration
DurationFormat Work Stop Resume ResumeValid EffortDriven Recurring OverAllocated Estimated Milestone Summary Critical
IsSubproject ConstraintType CalendarUID ConstraintDate Deadline LevelAssignments Hyperlink IgnoreResourceCalendar Notes HideBar
PredecessorLink ExtendedAttribute Baseline OutlineCode IsPublished TimephasedData""".split()
LINK = "PredecessorUID Type CrossProject CrossProjectName LinkLag LagFormat".split()
BASELINE = "Number Interim Start Finish Duration DurationFormat EstimatedDuration Work Cost".split()


def in_order(element, order):
    names = [etree.QName(child).localname for child in element]
    places = [order.index(name) if name in order else fail(f"MSPDI: {name} in {element.tag}") for name in names]
    check(places == sorted(places), f"MSPDI: the elements of {element.tag} stand in another order")


def project(case, numbers):
    root = etree.parse(case.export("mspdi", "plan.xml")).getroot()
    space = {"p": "http://schemas.microsoft.com/project"}
    check(root.tag == "{http://schemas.microsoft.com/project}Project", "MSPDI: another root")
    in_order(root, PROJECT)

    def text(element, name):
        return element.findtext("p:" + name, namespaces=space)

    freezes = {}
    for calendar in root.iterfind("p:Calendars/p:Calendar", space):
        in_order(calendar, CALENDAR)
        free = set()
        end = None
        for exception in calendar.iterfind("p:Exceptions/p:Exception", space):
            in_order(exception, EXCEPTION)
            first = datetime.date.fromisoformat(exception.findtext("p:TimePeriod/p:FromDate", namespaces=space)[:10])
            last = datetime.date.fromisoformat(exception.findtext("p:TimePeriod/p:ToDate", namespaces=space)[:10])
            check(end is None or first > end, "MSPDI: two exceptions of a calendar overlap")
            end = last
            while first <= last:
                free.add(first)
                first += datetime.timedelta(1)
        freezes[text(calendar, "UID")] = free
    freezes["-1"] = set()
    finish, names, links = {}, {}, []
    wave = None
    for place, task in enumerate(root.iterfind("p:Tasks/p:Task", space)):
        in_order(task, TASK)
        uid = text(task, "UID")
        check(uid not in finish and 0 < int(uid) <= 0x1FFFFF, f"MSPDI: UID {uid}")
        check(text(task, "ID") == str(place + 1), "MSPDI: IDs do not count")
        start, finish[uid] = text(task, "Start"), text(task, "Finish")
        for baseline in task.iterfind("p:Baseline", space):
            in_order(baseline, BASELINE)
            check(text(baseline, "Finish") == finish[uid], "MSPDI: the baseline ends elsewhere")
        if text(task, "Summary") == "1":
            name = text(task, "Name")
            wave = int(name.split()[1]) if name.startswith("Wave ") else None
            continue
        if wave is not None:
            names[uid] = text(task, "Name")
            check(finish[uid][:10] == case.dates[wave][1], f"MSPDI: {names[uid]!r} ends on another day")
            day, last = datetime.date.fromisoformat(start[:10]), datetime.date.fromisoformat(finish[uid][:10])
            days = sum(day + datetime.timedelta(n) not in freezes[text(task, "CalendarUID")]
                       for n in range((last - day).days + 1))
            check(text(task, "Duration") == f"PT{days * 8}H0M0S", f"MSPDI: duration of {names[uid]!r}")
        for link in task.iterfind("p:PredecessorLink", space):
            in_order(link, LINK)
            links.append((text(link, "PredecessorUID"), uid))
    for before, after in links:
        check(before in finish and finish[before] < finish[after], "MSPDI: a link that the dates break")
    check(set(names) == {numbers[key] for key in case.wave}, "MSPDI: other workloads than the plan moves")
    for key in case.wave:
        name = names[numbers[key]]
        full = held(key)
        check(name == full or name.startswith(full + " (") or name[:-1] == full[:len(name) - 1], f"MSPDI: {key!r} is {name!r}")


def calendar(case):
    raw = open(case.export("ics", "plan.ics"), "rb").read()
    lines = raw.split(b"\r\n")
    check(lines.pop() == b"" and not any(b"\n" in line or b"\r" in line for line in lines), "ICS: line ends")
    check(all(len(line) <= 75 for line in lines), "ICS: a line is not folded")
    for line in lines:
        line.decode("utf-8")
    events = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    uids = [str(event["UID"]) for event in events]
    check(len(set(uids)) == len(uids), "ICS: a UID stands twice")
    stamps = {event["DTSTAMP"].to_ical() for event in events}
    check(len(stamps) == 1, "ICS: stamps differ")
    waves = [event for event in events if event["CATEGORIES"].to_ical() == b"WAVE"]
    check(len(waves) == len(case.plan["waves"]), "ICS: a wave is missing")
    for event, wave in zip(waves, case.plan["waves"]):
        check(event.decoded("DTSTART").isoformat() == wave["start"], "ICS: start of a wave")
        last = event.decoded("DTEND") - datetime.timedelta(1)
        check(last.isoformat() == wave["cutover"], "ICS: end of a wave")
        check(("STATUS" in event) == (not wave["workloads"]), "ICS: an empty wave is cancelled")
        if len(wave["workloads"]) == 1:
            key = re.sub("\r\n|\r", "\n", wave["workloads"][0])
            key = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", lambda m: f"U+{ord(m.group()):04X}", key)
            check(f"Workloads: {key}." in str(event["DESCRIPTION"]), f"ICS: {key!r} in {event['DESCRIPTION']!r}")
    return {str(event["SUMMARY"]).split(" (")[0]: str(event["UID"]) for event in waves}


def jira(case, numbers):
    seen = set()
    found = {}
    for path in sorted(glob.glob(os.path.join(case.export("jira", "jira"), "*.csv"))):
        no_formulas(path)
        with open(path, encoding="utf-8", newline="") as file:
            head, *body = list(csv.reader(file))
        check(all(re.fullmatch("[A-Za-z ]+", name) for name in head), "Jira: punctuation in a header")
        column = {name: head.index(name) for name in head}
        levels = ["Epic", "Task", "Sub-task"]
        types = {}
        epics = sum(row[column["Issue Type"]] == "Epic" for row in body)
        check(len(body) <= 250 or epics == 1, f"Jira: {len(body)} issues in one file")
        for row in body:
            kind, number, parent = (row[column[name]] for name in ["Issue Type", "Issue ID", "Parent"])
            check(number not in seen, f"Jira: Issue ID {number} stands twice")
            seen.add(number)
            check((parent == "") == (kind == "Epic"), "Jira: a parent too many or too few")
            if parent:
                check(levels.index(types[parent]) == levels.index(kind) - 1, "Jira: a parent of another level")
            types[number] = kind
            summary = row[column["Summary"]]
            check(0 < len(summary) <= 255 and "\n" not in summary, f"Jira: summary {summary!r}")
            check(row[column["Start date"]] <= row[column["Due date"]], "Jira: due before start")
            if re.match("(Move|Retire) ", summary):
                text = row[column["Description"]]
                check(not re.search(r"[\[\]{}|*!\\@~]", text), f"Jira: markup in {text!r}")
                found[number] = html.unescape(re.match("Workload: (.*)", text).group(1))
    check(found == {numbers[key]: visible(key) for key in case.wave}, f"Jira: other workloads in {case.estate}")


def azure_devops(case):
    found = []
    for path in sorted(glob.glob(os.path.join(case.export("azure-devops", "items"), "*.csv"))):
        no_formulas(path)
        body = rows(path)
        check(not {"ID", "State"} & set(body[0]), "Azure DevOps: an ID or a state")
        epics = sum(row["Work Item Type"] == "Epic" for row in body)
        check(len(body) <= 1000 or epics == 1, f"Azure DevOps: {len(body)} items in one file")
        depth = 0
        for row in body:
            titles = [row[f"Title {level}"] for level in (1, 2, 3)]
            check(sum(map(bool, titles)) == 1, "Azure DevOps: not one title")
            level = [bool(title) for title in titles].index(True) + 1
            check(level <= depth + 1, "Azure DevOps: a level is missing")
            depth = level
            check(len(titles[level - 1]) <= 255, "Azure DevOps: a title is too long")
            check(level == ["Epic", "Feature", "User Story"].index(row["Work Item Type"]) + 1, "Azure DevOps: level of a type")
            check(all(re.fullmatch(r"[\w.-]+", tag.strip()) for tag in row["Tags"].split(";")), "Azure DevOps: a tag")
            names = {element.tag for element in etree.fromstring(f"<d>{row['Description']}</d>", etree.HTMLParser()).iter()
                     if isinstance(element.tag, str)}
            check(names <= {"html", "body", "d", "p", "ul", "li"}, f"Azure DevOps: elements {names}")
            item = re.search("<li>Workload: (.*?)</li>", row["Description"], re.S)
            if item:
                found.append(html.unescape(item.group(1)))
    shown = [re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]", lambda m: f"U+{ord(m.group()):04X}", key) for key in case.wave]
    check(sorted(found) == sorted(shown), f"Azure DevOps: other workloads in {case.estate}")


def cloud_tools(case):
    path = case.export("azure-waves", "azure.csv")
    no_formulas(path)
    read = {plain(row["workload"]): row for row in rows(path)}
    check(set(read) == set(case.wave), "Azure waves: other workloads")
    for key, wave in case.wave.items():
        check((read[key]["plannedStartDate"], read[key]["plannedCompletionDate"]) == case.dates[wave], "Azure waves: dates")
    path = case.export("aws-cmf", "cmf.csv")
    check(open(path, "rb").read(3) == b"\xef\xbb\xbf", "CMF: no byte order mark")
    no_formulas(path, "utf-8-sig")
    body = rows(path, "utf-8-sig")
    check(sorted(plain(row["server_name"]) for row in body) == sorted(case.wave), "CMF: other workloads")
    for row in body:
        check(row["wave_name"] == f"Wave {case.wave[plain(row['server_name'])]}", "CMF: another wave")
        check(row["r_type"] in "Rehost Replatform Refactor Relocate Repurchase Retire".split(), "CMF: r_type")
        check(all(re.fullmatch("[^=;]+=[^=;]+", tag) for tag in row["tags"].split(";")[:-1]), f"CMF: tags {row['tags']!r}")
        check(row["app_name"] and row["server_os_family"] in ("windows", "linux"), "CMF: a cell that it wants")


def register(case):
    """The register against its schema and against itself, and as CISO Assistant takes it."""
    path = os.path.join(case.plan_path, "risks.json")
    risks = json.load(open(path, encoding="utf-8"))
    jsonschema.validate(risks, json.load(open("plans/risks.schema.json")))
    check(len({risk["riskId"] for risk in risks["risks"]}) == len(risks["risks"]), "a risk's id stands twice")
    for risk in risks["risks"]:
        exposure = risk["riskLikelihood"] / 100 * risk["riskImpact"]
        check(abs(exposure - risk["exposureRating"]) <= 0.00501 + 1e-9 * exposure, f"{risk['riskId']}: exposure")
        check(risk["residualLikelihood"] <= risk["riskLikelihood"] and risk["residualImpact"] <= risk["riskImpact"],
              f"{risk['riskId']}: the response leaves more than there was")
    path = case.export("ciso-assistant", "ciso.csv")
    no_formulas(path)
    body = rows(path)
    check([row["ref_id"] for row in body] == [risk["riskId"] for risk in risks["risks"]], "CISO Assistant: other risks")
    labels = {"Very Low", "Low", "Medium", "High", "Very High"}
    for row, risk in zip(body, risks["risks"]):
        check(row["name"], "CISO Assistant: a scenario without a name")
        for state in ("inherent", "current", "residual"):
            for part in ("proba", "impact", "level"):
                check(row[f"{state}_{part}"] in labels, f"CISO Assistant: {state}_{part} {row[f'{state}_{part}']!r}")
        check(row["treatment"] in ("accept", "avoid", "transfer", "mitigate"), "CISO Assistant: treatment")
        items = [item for item in re.split("[|\n;,]", row["assets"]) if item]
        check(len(items) <= 50 and (not items or len(items) == len(risk["workloads"])), "CISO Assistant: assets")


def all_formats(case):
    numbers = tables(case)
    workbook(case)
    project(case, numbers)
    uids = calendar(case)
    jira(case, numbers)
    azure_devops(case)
    cloud_tools(case)
    register(case)
    print(f"{case.estate}: 9 formats and the register, {len(case.wave)} workloads that move, {len(case.stays)} that stay")
    return numbers, uids


def naughty_estate(strings, folder):
    """An estate whose workloads are named so: cells are trimmed, and a name stands once."""
    os.makedirs(folder)
    names = []
    for text in strings:
        text = text.strip()
        if text and text not in names and "\x00" not in text:
            names.append(text)
    with open(os.path.join(folder, "workloads.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(["workload", "name", "application", "owner", "site", "team", "annual_run_cost", "effort_hours"])
        for place, name in enumerate(names):
            writer.writerow([name, name[::-1].strip(), f"A{place % 40}", name, "DC1", name[:12].strip(), 100 + place, 4])
    with open(os.path.join(folder, "applications.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(["application", "name"])
        for place in range(40):
            writer.writerow([f"A{place}", names[place * 7 % len(names)]])
    program = {
        "name": names[3], "currency": "EUR", "start": "2027-01-01", "horizon": "2030-12-31", "discountRate": 0.05,
        "calendar": {"firstWaveStart": "2027-02-01", "waveDays": 28, "lastCutover": "2028-12-31"}, "riskOwner": names[5],
        "targets": [{"measure": "workloads", "reduction": 0.5, "by": "2028-12-31"}],
        "rules": [{"rule": "limit", "name": names[7], "measure": "workloads", "perWave": 30},
                  {"rule": "freeze", "name": names[9], "where": {"application": "A1"}, "from": "2027-03-10",
                   "to": "2027-05-20"}],
    }
    json.dump(program, open(os.path.join(folder, "program.json"), "w"))
    return len(names)


def main():
    program, naughty, *pairs = sys.argv[1:]
    program = os.path.abspath(program)
    for path in sorted(glob.glob("plans/**/*.schema.json", recursive=True)):
        jsonschema.Draft202012Validator.check_schema(json.load(open(path)))
    with tempfile.TemporaryDirectory() as room:
        for number, pair in enumerate(pairs):
            estate, plan = pair.split(":")
            case = Case(program, estate, plan, os.path.join(room, str(number)))
            os.makedirs(case.room)
            numbers, uids = all_formats(case)
            if number > 0:
                continue
            # Another plan of the same estate gives workloads and waves the numbers that they had.
            other = os.path.join(room, "other-plan")
            subprocess.run([program, "plan", estate, "--out", other, "--effort", "50"], check=True, capture_output=True)
            case = Case(program, estate, other, os.path.join(room, "other"))
            os.makedirs(case.room)
            check(tables(case) == numbers, "another plan gives workloads other numbers")
            check({k: uids[k] for k in uids} == calendar(case), "another plan gives waves other UIDs")
        estate = os.path.join(room, "naughty")
        count = naughty_estate(json.load(open(naughty, encoding="utf-8")), estate)
        done = subprocess.run([program, "plan", estate, "--out", os.path.join(room, "naughty-plan"), "--effort", "20000"],
                              capture_output=True, text=True)
        check(done.returncode == 0, f"no plan of {count} hostile names: {done.stderr[-2000:]}")
        case = Case(program, estate, os.path.join(room, "naughty-plan"), os.path.join(room, "naughty-exports"))
        os.makedirs(case.room)
        check(len(case.wave) + len(case.stays) == count, "a hostile name was lost")
        all_formats(case)


main()
