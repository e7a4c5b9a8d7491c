"""The options that commands share, so that one word means one thing everywhere."""

from typing import Annotated, Literal

import typer

from coordplan.cli.completion import complete_content, complete_field, complete_lead, complete_period, complete_plan
from coordplan.store.changes import Sure
from coordplan.text.language import mark

AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar=mark("DATE"), help=mark("What was true on this day (today)"))
]
KnownAt = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar=mark("MOMENT"),
        help=mark("What had been recorded by this day, moment or change number (now)"),
    ),
]
OutputFormat = Annotated[
    Literal["table", "json", "csv", "md"] | None, typer.Option("--format", "-f", help=mark("table, json, csv or md"))
]
Output = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar=mark("FILE"), help=mark("Write to this file, whole or not at all")),
]
Picture = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar=mark("FILE"),
        help=mark("Write to this file, whole or not at all; as a picture where it ends in .svg"),
    ),
]
Organizations = Annotated[
    list[str] | None,
    typer.Option(
        "--org", metavar=mark("ID"), help=mark("Only this organization (repeatable)"), autocompletion=complete_lead
    ),
]
Width = Annotated[
    int | None,
    typer.Option("--width", metavar=mark("COLUMNS"), min=40, help=mark("Fit the table into this width, in characters")),
]
Plans = Annotated[
    list[str] | None,
    typer.Option("--plan", metavar=mark("ID"), help=mark("Only this plan (repeatable)"), autocompletion=complete_plan),
]
ProfileName = Annotated[
    Literal["party", "state"] | None,
    typer.Option(help=mark("Formats of a Party or a state document (the office's own)")),
]
Contents = Annotated[
    list[str] | None,
    typer.Option(
        "--content", metavar=mark("ID"), help=mark("Only this content (repeatable)"), autocompletion=complete_content
    ),
]
Leads = Annotated[
    list[str] | None,
    typer.Option(
        "--lead",
        metavar=mark("ID"),
        help=mark("Only what this organization leads (repeatable)"),
        autocompletion=complete_lead,
    ),
]
Partners = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar=mark("ID"),
        help=mark("Only what this organization takes part in (repeatable)"),
        autocompletion=complete_lead,
    ),
]
FieldsOfWork = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar=mark("FIELD"),
        help=mark("Only this field of work (repeatable)"),
        autocompletion=complete_field,
    ),
]
PeriodKey = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar=mark("PERIOD"),
        autocompletion=complete_period,
        help=mark("Only what falls due in 2024, 2024-H1, 2024-9M, 2024-Q2, 2024-06, 2022..2023 or program"),
    ),
]
FailOn = Annotated[
    Literal["overdue", "due-soon"] | None,
    typer.Option("--fail-on", help=mark("Exit with 4 where something is overdue, or due soon: for scripts")),
]
By = Annotated[
    str | None, typer.Option("--by", metavar=mark("NAME"), help=mark("Who writes (COORDPLAN_BY, else the user)"))
]
Reason = Annotated[str, typer.Option("--reason", metavar=mark("REASON"), help=mark("Why, for the log"))]
On = Annotated[str | None, typer.Option("--on", metavar=mark("DATE"), help=mark("The day it was observed (today)"))]
Note = Annotated[str, typer.Option("--note", metavar=mark("NOTE"), help=mark("A remark"))]
Evidence = Annotated[
    str, typer.Option("--evidence", metavar=mark("DOCUMENT"), help=mark("Number, date and subject of the document"))
]
ProofFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--file",
        metavar=mark("FILE"),
        help=mark("A file that proves it (repeatable): its name, size and SHA-256 are recorded, and where it lies"),
    ),
]
KeepFiles = Annotated[
    bool, typer.Option("--keep", help=mark("Copy the files of --file into coordplan-evidence/ beside the data file"))
]
Reopen = Annotated[
    bool, typer.Option("--reopen", help=mark("Record it in a closed period, as late news; needs --reason"))
]

IsSure = Annotated[bool, typer.Option("--sure", help=mark("Confirm what looks like a slip"))]
SureIds = Annotated[
    list[str] | None,
    typer.Option(
        "--sure", metavar=mark("ID"), help=mark("Confirm what looks like a slip in this one (repeatable), or all")
    ),
]


def sure_of(meant: bool | list[str] | None) -> Sure:
    """Return what is said to be meant: a flag means all of a line, ids what bears them, ``all`` everything."""
    if meant is None or isinstance(meant, bool):
        return Sure(everything=bool(meant))
    ids = frozenset(each.strip() for word in meant for each in word.split(",") if each.strip())
    return Sure("all" in ids, ids)
