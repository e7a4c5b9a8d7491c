"""The fields of an activity as options of `add` and `edit`."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from coordplan.cli.completion import complete_activity, complete_content, complete_lead
from coordplan.errors import UsageFault
from coordplan.progress import parse_number
from coordplan.text.language import mark
from coordplan.text.language import translate as _

Fields = dict[str, Any]

Title = Annotated[str | None, typer.Option("--title", metavar=mark("TEXT"), help=mark("What is to be done"))]
Content = Annotated[
    list[str] | None,
    typer.Option(
        "--content", metavar="ID", help=mark("A content it belongs to (repeatable)"), autocompletion=complete_content
    ),
]
Lead = Annotated[
    str | None,
    typer.Option("--lead", metavar="ID", help=mark("The organization that leads"), autocompletion=complete_lead),
]
With = Annotated[
    list[str] | None,
    typer.Option(
        "--with", metavar="ID", help=mark("A partner organization (repeatable)"), autocompletion=complete_lead
    ),
]
Due = Annotated[
    str | None,
    typer.Option(
        "--due", metavar=mark("DEADLINE"), help=mark("A date or words: 30/6/2024, Quý II/2024, Hằng quý, Thường xuyên")
    ),
]
Every = Annotated[str | None, typer.Option("--every", metavar=mark("PERIOD"), help="month, quarter, half, year")]
Ongoing = Annotated[bool, typer.Option("--ongoing", help=mark("It has no due date"))]
DueDay = Annotated[
    str | None,
    typer.Option("--due-day", metavar=mark("DAY"), help=mark("Day of the period's last month on which it falls due")),
]
Start = Annotated[str | None, typer.Option("--start", metavar=mark("DATE"), help=mark("Where it begins"))]
Until = Annotated[str | None, typer.Option("--until", metavar=mark("DATE"), help=mark("Where its recurrence ends"))]
DeadlineText = Annotated[
    str | None, typer.Option("--deadline-text", metavar=mark("TEXT"), help=mark("The deadline as printed"))
]
OutputText = Annotated[
    str | None, typer.Option("--output", metavar=mark("TEXT"), help=mark("The document that comes of it"))
]
TargetText = Annotated[
    str | None,
    typer.Option("--target", metavar=mark("TARGET"), help=mark('Value and unit each occurrence is to reach: "12 lớp"')),
]
Baseline = Annotated[
    str | None, typer.Option("--baseline", metavar=mark("NUMBER"), help=mark("Where the target starts from (0)"))
]
Weight = Annotated[
    str | None, typer.Option("--weight", metavar=mark("NUMBER"), help=mark("How much it counts in progress (1)"))
]
After = Annotated[
    list[str] | None,
    typer.Option(
        "--after", metavar="ID", help=mark("An activity it waits for (repeatable)"), autocompletion=complete_activity
    ),
]
Remark = Annotated[str | None, typer.Option("--note", metavar=mark("TEXT"), help=mark("A remark"))]


def given_fields(params: Mapping[str, Any]) -> Fields:
    """Return what was given on the command line under the keys of the YAML; an empty text clears a field."""
    given: Fields = {key: params[key] for key in ("title", "lead", "due", "every", "due_day", "start", "until")}
    given |= {key: params[key] for key in ("deadline_text", "output", "weight", "note")}
    given |= {
        "content": _listed(params["content"]),
        "with": _listed(params["partners"]),
        "after": _listed(params["after"]),
        "ongoing": "true" if params["ongoing"] else None,
        "target": _target(params["target"], params["baseline"]),
    }
    return {key: value for key, value in given.items() if value is not None}


def _listed(words: list[str] | None) -> list[str] | None:
    """Return ids, of which several may stand in one word with commas."""
    return None if not words else [each.strip() for word in words for each in word.split(",") if each.strip()]


def _target(text: str | None, baseline: str | None) -> dict[str, str] | None:
    if text is None:
        return None if baseline is None else {"baseline": baseline}
    found = re.match(r"\s*([\d.,+-]+)\s*(.*)", text)
    if text.strip() and not found:
        raise UsageFault(
            _('--target: "{text}" begins with no number.').format(text=text), _('For example: --target "12 lớp"')
        )
    if found is None:
        return {}
    try:
        parse_number(found[1])
    except ValueError as error:
        raise UsageFault(f"--target: {error}.") from error
    return {"value": found[1], "unit": found[2]} | ({} if baseline is None else {"baseline": baseline})
