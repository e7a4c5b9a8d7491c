"""What is doubted of closing a period: that bodies have not answered for it, or were not asked."""

from collections.abc import Sequence

from coordplan.collecting.returns.gather import answering_report
from coordplan.collecting.returns.values import Answering
from coordplan.dates.periods import Period, parse_period, window_of
from coordplan.errors import Doubt
from coordplan.seeing.opening import Reading
from coordplan.store.correspondence import forms_sent
from coordplan.text.language import translate as _

_MOST_NAMES = 12


def closing_doubts(reading: Reading, period: Period) -> list[Doubt]:
    """Return the doubts about closing a period while answers are missing."""
    report = answering_report(reading, period)
    waiting = [each for each in report.organizations if each.state in ("waiting", "sent_back", "blank")]
    partly = [each for each in report.organizations if each.state == "partly"]
    not_asked = [each for each in report.organizations if each.state == "not_sent"]
    doubts = []
    if waiting:
        sentence = _("these were asked and have not answered: {names}.").format(names=_names(waiting))
        way_out = _("Who has: coordplan returns {period}. To remind them: coordplan chase {period}")
        doubts.append(Doubt(period.key, sentence, way_out.format(period=period.key)))
    if partly:
        sentence = _("these have answered in part: {names}.").format(names=_names(partly))
        way_out = _("What is missing: coordplan returns {period}").format(period=period.key)
        doubts.append(Doubt(period.key, sentence, way_out))
    if not_asked and (earlier := _asked_before(reading, period)):
        sentence = _("these were not asked, as others were for {earlier}: {names}.")
        way_out = _("To ask them: coordplan form {period} -o FOLDER").format(period=period.key)
        doubts.append(Doubt(period.key, sentence.format(earlier=earlier, names=_names(not_asked)), way_out))
    return doubts


def _names(bodies: Sequence[Answering]) -> str:
    names = ", ".join(each.title for each in bodies[:_MOST_NAMES])
    return names if len(bodies) <= _MOST_NAMES else f"{names} ... ({len(bodies)})"


def _asked_before(reading: Reading, period: Period) -> str:
    """Return the last earlier period that forms went out for; empty where none is, or parts of this one were asked."""
    first, last = window_of(reading.definitions, period)
    keys = {form.period for form in forms_sent(reading.connection, reading.up_to_change)}
    windows = {key: window_of(reading.definitions, parse_period(key)) for key in keys if key != period.key}
    if any(first <= window[0] and window[1] <= last for window in windows.values()):
        return ""
    return max((key for key, window in windows.items() if window[1] < last), key=lambda key: windows[key], default="")
