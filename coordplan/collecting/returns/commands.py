"""returns: who has answered for a period."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from coordplan.cli.completion import complete_period
from coordplan.collecting.returns.gather import answering_report
from coordplan.collecting.returns.page import returns_data, returns_page
from coordplan.seeing.answer import Answer, AskAll, command_of_files
from coordplan.seeing.opening import Reading
from coordplan.seeing.period_meant import period_chosen
from coordplan.text.language import mark

AskedPeriod = Annotated[
    str | None,
    typer.Argument(
        metavar=mark("PERIOD"),
        autocompletion=complete_period,
        help=mark("2024, 2024-H1, 2024-9M, 2024-Q2, 2024-06, 2022..2023, program (the last asked for, else ended)"),
    ),
]


def _returns(ask: AskAll, _options: Mapping[str, Any]) -> Answer:
    from coordplan.collecting.returns.together import returns_together  # one file does without

    return returns_together(ask)


@command_of_files(_returns)
def returns_command(reading: Reading, period: AskedPeriod = None) -> Answer:
    meant, sentence = period_chosen(reading, period, "returns", "asked")
    report = answering_report(reading, meant)
    said = (sentence,) if sentence else ()
    return Answer(lambda: returns_page(report), lambda: returns_data(report), value=lambda: report, remarks=said)
