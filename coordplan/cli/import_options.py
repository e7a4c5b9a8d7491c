"""The options of `import`."""

from typing import Annotated, Literal

import typer

from coordplan.cli.completing import complete_content, complete_lead, complete_plan
from coordplan.text.language import mark

File = Annotated[str, typer.Argument(metavar=mark("FILE"), help=mark("The annex: .xlsx, .docx or .csv"))]
PlanId = Annotated[
    str,
    typer.Option(
        "--plan", metavar="ID", help=mark("The plan it belongs to, or the program"), autocompletion=complete_plan
    ),
]
Sheets = Annotated[
    list[str] | None,
    typer.Option(
        "--sheet", metavar=mark("NAME"), help=mark("Only this sheet, or Word table by its number (repeatable)")
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar=mark("COLUMN=FIELD"),
        help=mark("Which field a column holds, by its heading, letter or number (repeatable)"),
    ),
]
OfAllContents = Annotated[
    list[str] | None,
    typer.Option(
        "--content",
        metavar="ID",
        help=mark("The content of rows that name none (repeatable)"),
        autocompletion=complete_content,
    ),
]
OfAllLead = Annotated[
    str | None,
    typer.Option("--lead", metavar="ID", help=mark("Who leads where no cell says it"), autocompletion=complete_lead),
]
OfAllDue = Annotated[
    str | None,
    typer.Option("--due", metavar=mark("DEADLINE"), help=mark("When rows are due whose cell is empty")),
]
Year = Annotated[
    int | None,
    typer.Option("--year", metavar=mark("YEAR"), min=1900, help=mark("The year of deadlines that leave it out")),
]
Answers = Annotated[
    list[str] | None,
    typer.Option(
        "--answer",
        metavar=mark("WORDS=ANSWER"),
        help=mark("What words of a cell mean: an organization, contents, a deadline (repeatable)"),
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=mark("Only show what it would bring"))]
Update = Annotated[bool, typer.Option("--update", help=mark("Take over what differs in activities that are there"))]
Replace = Annotated[
    bool,
    typer.Option("--replace", help=mark("With -o: leave out what the annex does not name")),
]
PlanFile = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar=mark("FILE"), help=mark("Write the plan as YAML for review")),
]
Force = Annotated[bool, typer.Option("--force", help=mark("Replace the file of that name"))]
Form = Annotated[Literal["table", "json"], typer.Option("--format", "-f", help=mark("table or json"))]
