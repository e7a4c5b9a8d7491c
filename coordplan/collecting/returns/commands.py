"""returns, chase: who has answered for a period, and reminders to those who have not."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from coordplan.cli.options import AsOf, KnownAt, OutputFormat
from coordplan.cli.output import print_lines
from coordplan.cli.placing import files_in_place
from coordplan.cli.speaking import remark, say
from coordplan.collecting.returns.chase_page import (
    in_order_words,
    nothing_sentence,
    reminder_document,
    reminder_page,
    reminders_data,
    reminders_page,
)
from coordplan.collecting.returns.gather import answering_report, period_asked, reminders
from coordplan.collecting.returns.page import returns_data, returns_page
from coordplan.collecting.returns.values import Reminders
from coordplan.errors import module_with_extra
from coordplan.model import Organization, Profile
from coordplan.paper.letterhead import letterhead_of
from coordplan.paper.markdown import render_markdown
from coordplan.paper.plain import render_text
from coordplan.seeing.answer import Answer, AskAll, command_of_files, show_answer
from coordplan.seeing.opening import Reading, reading
from coordplan.seeing.profile import profile_in_force
from coordplan.text.language import in_language, mark

Period = Annotated[
    str | None,
    typer.Argument(
        metavar=mark("PERIOD"),
        help=mark("2024, 2024-H1, 2024-9M, 2024-Q2, 2024-06, 2022..2023, program (that of the last form)"),
    ),
]
_ENDING = "don-doc"  # of the names of files: a reminder


def _returns(ask: AskAll, _options: Mapping[str, Any]) -> Answer:
    from coordplan.collecting.returns.together import returns_together  # one file does without

    return returns_together(ask)


@command_of_files(_returns)
def returns_command(reading: Reading, period: Period = None) -> Answer:
    report = answering_report(reading, period_asked(reading, period))
    return Answer(lambda: returns_page(report), lambda: returns_data(report), value=report)


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
    output_format: OutputFormat = None,
) -> None:
    with reading(ctx.obj, as_of, known_at) as file:
        key = period_asked(file, period)
        with in_language(file.program.language):  # of the organizations
            found = reminders(file, key)
        profile, issuer = profile_in_force(file, (), None)
    with in_language(file.program.language):
        pages = {each.answering.organization: reminder_page(found, each) for each in found.reminders}
        texts = {id_: "".join(f"{line}\n" for line in render_text(page, 100)) for id_, page in pages.items()}
        marked_down = ["\n".join(render_markdown(page)).rstrip("\n") for page in pages.values()]
        letters = _letters(found, profile, issuer) if output is not None else {}
    files: dict[str, tuple[str, ...]] = {}
    contents: dict[str, bytes] = {}
    for id_, letter in letters.items():
        stem = f"{found.report.period}_{id_}_{_ENDING}"
        files[id_] = (f"{stem}.txt", f"{stem}.docx")
        contents |= {f"{stem}.txt": texts[id_].encode(), f"{stem}.docx": letter}
    if output is not None and contents:
        with files_in_place(Path(output), contents):
            pass
    data = output_format in ("json", "csv")
    if not texts and not data:
        say(" ".join(filter(None, (nothing_sentence(found), in_order_words(found)))))
    elif output_format == "md":
        print_lines("\n\n".join(marked_down).split("\n"))
    elif data or output is not None:
        answer = Answer(lambda: reminders_page(found, files), lambda: reminders_data(found, texts, files))
        show_answer(ctx.obj, answer, output_format, None)
    else:
        print_lines("\n\n".join(texts.values()).rstrip("\n").split("\n"))
    if texts and output is None and not data and (words := in_order_words(found)):
        remark(words)  # to whoever asks; the rest is sent away


def _letters(found: Reminders, profile: Profile, issuer: Organization | None) -> dict[str, bytes]:
    """Return each reminder as a Word file, in the formats of the office that asks."""
    from coordplan.paper.field_values import letter_values

    word = module_with_extra("coordplan.paper.word")
    head = letterhead_of(profile, issuer)
    letters = {}
    for each in found.reminders:
        document = reminder_document(found, each, head, profile)
        letters[each.answering.organization] = word.render_letter(document, letter_values(document), found.report.as_of)
    return letters
