"""What libyaml says of a file that is no YAML, in words that tell what to do.

Nothing here knows PyYAML: what comes in are its sentences and places.
"""

import re

from coordplan.definitions.findings import Findings
from coordplan.definitions.nodes import Place, TextFile
from coordplan.text.language import translate as _

Spot = tuple[int, int]  # line and column, from 1

_TAB = re.compile(r" *\t")
_NO_SPACE = re.compile(r"\s*(?:- +)?[A-Za-z_]+:(?=\S)")
_KEY = re.compile(r"\s*(?:- +)?[^\s#'\"\[{][^#]*?: +(?=\S)")
_CLOSED_QUOTE = re.compile(r".*[\"']\s*$")


def explain(file: TextFile, findings: Findings, context: str, begun: Spot | None, problem: str, spot: Spot) -> None:
    """Add the one finding for what the parser stumbled over, its sentence and the place it began at given."""
    line, column = spot
    text = file.line(line)
    for number in {line, begun[0] if begun else line}:
        if found := _TAB.match(file.line(number)):
            findings.fault(
                "tab",
                Place(file, number, found.end()),
                _("a tab stands before the text of this line"),
                _("indent with spaces"),
            )
            return

    def fault(place: Spot, message: str, remedy: str) -> None:
        findings.fault("yaml-syntax", Place(file, *place), message, remedy)

    if "cannot start any token" in problem and column <= len(text):
        fault(
            spot,
            _('a text cannot begin with "{sign}"').format(sign=text[column - 1]),
            _("put the text in quotes"),
        )
    elif "quoted scalar" in context and "unexpected end" in problem:
        fault(begun or spot, _("this quote is not closed"), _("close it, or take it away"))
    elif "unknown escape" in problem or "did not find expected hexdecimal" in problem:
        fault(
            spot,
            _("a backslash in double quotes begins a special sign; this one is none"),
            _("write it twice (\\\\), or use single quotes"),
        )
    elif context.startswith("while parsing a flow"):
        fault(begun or spot, _("this bracket is not closed"), _("close it, and put commas between the entries"))
    elif after_colon := _missing_space(file, line, begun):
        fault(after_colon, _("there is no space after the colon"), _("write it as: key: value"))
    elif "mapping values are not allowed" in problem:
        known = _KEY.match(text)
        if known and known.end() < column:
            fault(spot, _('": " stands within a text that is not in quotes'), _("put the whole text in quotes"))
        else:
            fault(
                spot,
                _("this line is further right than the ones it belongs to, or the line above ends in a text"),
                _("give the fields of one entry the same indentation"),
            )
    elif "expected ':'" in problem:
        fault(
            begun or spot, _('this line is no "key: value"'), _("add the colon, or indent it as part of the text above")
        )
    elif "expected alphabetic" in problem or "alias" in context or "anchor" in context:
        fault(begun or spot, _("a text cannot begin with * or &"), _("put the text in quotes"))
    elif "did not find expected key" in problem or "expected '-'" in problem:
        if _CLOSED_QUOTE.match(text[: column - 1]):
            fault(
                spot,
                _("the text goes on after its closing quote"),
                _("put the whole text in quotes, with the inner ones doubled or of the other kind"),
            )
        else:
            fault(
                spot,
                _("this line does not stand under the ones it belongs to"),
                _("give the fields of one entry the same indentation, and each entry of a list its dash"),
            )
    elif "sequence entries are not allowed" in problem:
        fault(spot, _("a list cannot begin here"), _("begin it on a line of its own, or put the text in quotes"))
    else:
        words = ", ".join(part for part in (context, problem) if part)
        fault(
            spot,
            _("this is not understood: {reason}").format(reason=words),
            _("look at this line and the one above it"),
        )


def _missing_space(file: TextFile, line: int, begun: Spot | None) -> Spot | None:
    """Return the place after the colon of ``key:value``, on the line of the fault, where it began, or just above."""
    for number in dict.fromkeys((begun[0] if begun else line, line, line - 1)):
        if found := _NO_SPACE.match(file.line(number)):
            return number, found.end()
    return None
