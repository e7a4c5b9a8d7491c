"""returns, chase: who has answered for a period, and reminders to those who have not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.options import AsOf, Format, KnownAt, Output, Width
from coordplan.cli.output import files_in_place, office_view, print_lines, show, show_page
from coordplan.cli.speaking import say
from coordplan.collecting.returns.gather import answering_report, period_asked, reminders
from coordplan.collecting.returns.letter import nothing_sentence, reminder_page, reminders_page
from coordplan.collecting.returns.page import returns_page
from coordplan.collecting.returns.reminders import Reminder, Reminders
from coordplan.collecting.returns.values import AnsweringReport
from coordplan.paper.letterhead import letterhead_of
from coordplan.seeing.opening import Reading, reading
from coordplan.seeing.profile import profile_in_force
from coordplan.text.language import in_language, mark

Period = Annotated[
    str | None,
    typer.Argument(
        metavar=mark("PERIOD"), help=mark("2024, 2024-H1, 2024-9M, 2024-Q2, 2024-06 (that of the last form)")
    ),
]


def returns_command(
    ctx: typer.Context,
    period: Period = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    form: Format = "table",
    output: Output = None,
    width: Width = None,
) -> None:
    with reading(ctx.obj, as_of, known_at) as file:
        report = answering_report(file, period_asked(file, period))
    show(ctx.obj, form, output, width, lambda: returns_page(report), lambda: _returns_data(report, form))


def chase_command(
    ctx: typer.Context,
    period: Period = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar=mark("FOLDER"), help=mark("Write each reminder as text and Word into this folder")
        ),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    form: Format = "table",
) -> None:
    with reading(ctx.obj, as_of, known_at) as file:
        language = file.program.language
        with in_language(language):  # they are for the organizations
            found = reminders(file, period_asked(file, period))
            texts = {each.organization: _text(found, each) for each in found.organizations}
            marked = [_markdown(found, each) for each in found.organizations] if form == "md" else []
            letters = _letters(file, found) if output is not None else {}
    files: dict[str, tuple[str, ...]] = {}
    if output is not None and texts:
        contents: dict[str, bytes] = {}
        for id_, text in texts.items():
            stem = f"{found.period}_{id_}_{_ENDING}"
            files[id_] = (f"{stem}.txt", f"{stem}.docx")
            contents |= {f"{stem}.txt": text.encode(), f"{stem}.docx": letters[id_]}
        with files_in_place(Path(output), contents):
            pass
    if form in ("json", "csv"):
        print_lines(_chase_data(found, texts, files, form))
    elif not texts:
        say(nothing_sentence(found))
    elif form == "md":
        print_lines("\n\n".join(marked).split("\n"))
    elif output is not None:
        show_page(ctx.obj, reminders_page(found, files))
    else:
        print_lines("\n\n".join(texts.values()).rstrip("\n").split("\n"))


_ENDING = "don-doc"


def _letters(file: Reading, found: Reminders) -> dict[str, bytes]:
    """Return each reminder as a Word file, in the formats of the office that asks."""
    from coordplan.collecting.returns.letter import reminder_document
    from coordplan.paper.word.fields import letter_values

    word = office_view("paper.word")
    profile, issuer = profile_in_force(file, (), None)
    head = letterhead_of(profile, issuer)
    letters = {}
    for each in found.organizations:
        document = reminder_document(found, each, head, profile)
        letters[each.organization] = word.render_letter(document, letter_values(document), found.as_of)
    return letters


def _markdown(found: Reminders, reminder: Reminder) -> str:
    from coordplan.paper.markdown import render_markdown

    return "\n".join(render_markdown(reminder_page(found, reminder))).rstrip("\n")


def _text(found: Reminders, reminder: Reminder) -> str:
    from coordplan.paper.plain import render_text

    return "".join(f"{line}\n" for line in render_text(reminder_page(found, reminder), 100))


def _returns_data(report: AnsweringReport, form: str) -> Iterator[str]:
    from coordplan.collecting.returns import data

    return data.returns_json(report) if form == "json" else data.returns_csv(report)


def _chase_data(found: Reminders, texts: dict[str, str], files: dict[str, tuple[str, ...]], form: str) -> Iterator[str]:
    from coordplan.collecting.returns import data

    return data.chase_json(found, texts, files) if form == "json" else data.chase_csv(found, files)
