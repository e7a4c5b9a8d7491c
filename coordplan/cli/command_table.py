"""The commands by name: where each lives, what its help says, an example, the topic of the manual that it is in."""

from coordplan.named_tuples import NamedTuple
from coordplan.text.language import mark


class Listed(NamedTuple):
    """A command of the help screen."""

    module: str  # below the package
    help_line: str
    example: str  # what stands after "coordplan"; runs on the demonstration
    topic: str


# The headings of the help screen, each with the folder that its commands live in
HEADINGS = {
    "setting_up": mark("Set up"),
    "seeing": mark("See"),
    "writing": mark("Write"),
    "collecting": mark("Collect"),
    "sending": mark("Send out"),
    "keeping": mark("Keep"),
    "manual": mark("Learn"),
}
COMMANDS = {
    "init": Listed(
        "setting_up.init",
        mark("Make the data file, load the definitions, show the status"),
        "init --demo",
        "start",
    ),
    "check": Listed("setting_up.check", mark("Show what is wrong with definitions"), "check plans", "definitions"),
    "load": Listed(
        "setting_up.load", mark("Load definitions into the data file"), "load plans --dry-run", "definitions"
    ),
    "import": Listed(
        "setting_up.annexes.commands",
        mark("Import activities from an annex (Excel, Word, CSV)"),
        "import phu-luc.docx --plan gddt",
        "annexes",
    ),
    "next": Listed(
        "setting_up.next.commands",
        mark("Write the definitions of the next program from this one"),
        "next ke-hoach-sau",
        "next-program",
    ),
    "export": Listed("setting_up.export", mark("Write the definitions out as YAML"), "export ban-sao", "definitions"),
    "schema": Listed(
        "setting_up.export", mark("Print the JSON Schema of the definitions, for editors"), "schema", "definitions"
    ),
    "status": Listed(
        "seeing.commands", mark("Where the program stands: figures, and what needs attention"), "status", "day"
    ),
    "list": Listed(
        "seeing.commands", mark("Occurrences, with their standing"), "list --plan gddt --standing open", "day"
    ),
    "due": Listed(
        "seeing.commands", mark("What is overdue and what falls due soon, by date"), "due --within 2w", "day"
    ),
    "why": Listed(
        "seeing.why.commands",
        mark("What is behind a figure, or behind one standing"),
        "why due_rate --plan yte",
        "figures",
    ),
    "changes": Listed(
        "seeing.changes.commands",
        mark("What changed since a date, a moment or a change"),
        "changes --since 7d",
        "figures",
    ),
    "periods": Listed(
        "seeing.periods_of_year",
        mark("Reporting periods of a year: their days, cut-offs and when to send"),
        "periods 2024",
        "months",
    ),
    "search": Listed(
        "seeing.commands", mark("Occurrences by words, with diacritics or without"), "search giao ban", "day"
    ),
    "show": Listed("seeing.show", mark("One activity or occurrence, with its history"), "show gddt-04", "day"),
    "curve": Listed(
        "seeing.curve.commands",
        mark("Planned and actual progress over the period, drawn; where it ends at this pace"),
        "curve --plan yte",
        "figures",
    ),
    "report": Listed(
        "sending.reports.commands",
        mark("The report of a period: what was done, what was not, what comes next"),
        "report 2024-Q2 -o quy-2.docx",
        "reports",
    ),
    "report issue": Listed(
        "sending.reports.issued.commands",
        mark("Keep what is issued: its number, its day, its figures and file"),
        "report issue 2024-Q1 --number 45-BC/BTGTU --signed-on 5/4/2024",
        "reports",
    ),
    "report list": Listed("sending.reports.issued.commands", mark("What was issued"), "report list", "reports"),
    "report verify": Listed(
        "sending.reports.issued.commands",
        mark("Make issued reports again: whether they come out the same"),
        "report verify",
        "reports",
    ),
    "report errata": Listed(
        "sending.reports.issued.commands",
        mark("What an issued report said that has changed since"),
        "report errata 1",
        "reports",
    ),
    "report withdraw": Listed(
        "sending.reports.issued.commands",
        mark("Withdraw an issued report, with a reason; it stays on record"),
        "report withdraw 1 --reason 46-CV/BTGTU",
        "reports",
    ),
    "digest": Listed(
        "sending.digest.commands",
        mark("What got done, what became overdue, what is due next: for an e-mail"),
        "digest --since 7d",
        "reports",
    ),
    "calendar": Listed(
        "sending.calendar.commands",
        mark("Due dates for a phone or Outlook, as an .ics file"),
        "calendar --lead so-yte -o so-yte.ics",
        "reports",
    ),
    "mark": Listed(
        "writing.mark",
        mark("Record progress: 60%, done, a value, suspended, resumed, cancelled"),
        "mark gddt-03 80%",
        "day",
    ),
    "done": Listed("writing.mark", mark("Record several as done"), "done gddt-03 yte-02", "day"),
    "extend": Listed(
        "writing.mark",
        mark("Record a new due date that was granted"),
        'extend yte-01@2024-Q2 15/7/2024 --evidence "45-CV/BTGTU, 18/6/2024"',
        "day",
    ),
    "add": Listed(
        "writing.add",
        mark("Add an activity by hand"),
        'add gddt "Giao ban" --content nd1 --lead so-gddt --due 30/9/2024',
        "day",
    ),
    "edit": Listed("writing.edit", mark("Change what an activity says"), "edit gddt-03 --lead so-gddt", "corrections"),
    "retire": Listed(
        "writing.retire",
        mark("Take an activity out of its plan from a day on"),
        "retire gddt-03 --reason 45-CV/BTGTU",
        "corrections",
    ),
    "rate": Listed(
        "writing.rate",
        mark("Rate a plan green, amber or red, with a reason"),
        "rate tttt amber --reason 45-BC/BTGTU",
        "figures",
    ),
    "form": Listed(
        "collecting.form.commands",
        mark("Write the forms that organizations fill in for a period"),
        "form 2024-Q2 -o bieu",
        "collecting",
    ),
    "collect": Listed(
        "collecting.collect.commands", mark("Take in what organizations sent back"), "collect bieu", "collecting"
    ),
    "returns": Listed(
        "collecting.returns.commands",
        mark("Who has answered for a period, on time or late"),
        "returns 2024-Q2",
        "collecting",
    ),
    "chase": Listed(
        "collecting.chase.commands",
        mark("Reminders to those who are late, or have something to correct"),
        "chase 2024-Q2 -o don-doc",
        "collecting",
    ),
    "todo": Listed(
        "collecting.todo.commands", mark("What the office is to do now, each with its command"), "todo", "collecting"
    ),
    "period": Listed(
        "collecting.period",
        mark("Close a reporting period, open it again, list the closed ones"),
        "period close 2024-Q1",
        "months",
    ),
    "log": Listed("writing.log", mark("What was written: when, by whom, why"), "log gddt-03", "corrections"),
    "undo": Listed("writing.taking_back", mark("Take a change back"), "undo", "corrections"),
    "doctor": Listed(
        "keeping.doctor",
        mark("Check the file: its pages, its chain of changes, what is derived, its copies"),
        "doctor",
        "backups",
    ),
    "backup": Listed(
        "keeping.backup", mark("Make a checked copy of the file, while it is in use"), "backup", "backups"
    ),
    "restore": Listed(
        "keeping.restore.commands",
        mark("Put a copy, or a file made from a dump, in the place of the file"),
        "restore so-lieu.jsonl",
        "backups",
    ),
    "merge": Listed(
        "keeping.merge.commands", mark("Take over what was recorded in another copy"), "merge lan.db", "two-computers"
    ),
    "dump": Listed(
        "keeping.dump", mark("Write out all that the file holds, as lines of JSON"), "dump so-lieu.jsonl", "backups"
    ),
    "help": Listed("manual.commands", mark("The manual by topics, and every command"), "help", "start"),
}

# The dozen of every day, in the order of a day, each with what it does in a few words
EVERY_DAY = {
    "status": mark("where things stand"),
    "due": mark("overdue and due soon, by date"),
    "show": mark("one activity and its history"),
    "search": mark("find by words, marks or not"),
    "mark": mark("record progress"),
    "done": mark("record several as done"),
    "undo": mark("take the latest change back"),
    "changes": mark("what changed in the last week"),
    "todo": mark("what the office is to do next"),
    "form": mark("forms for the departments"),
    "collect": mark("take in what came back"),
    "report": mark("the report of a period"),
}
