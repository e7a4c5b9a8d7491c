"""Small reports with rows of one's own, to try the sentences that are made of them."""

from collections.abc import Iterable
from datetime import date

from coordplan.definitions.shipped import shipped_profile
from coordplan.model import STANDINGS
from coordplan.paper.letterhead import complete_profile
from coordplan.seeing.figures import Figures
from coordplan.seeing.listing import ListedOccurrence
from coordplan.seeing.values import StatusGroup
from coordplan.sending.reports.sample import sample_report
from coordplan.sending.reports.speaker import Speaker
from coordplan.sending.reports.values import PeriodReport, ReportPeriod, ReportRow

TITLES = {
    "btg": "Ban Tuyên giáo Tỉnh ủy",
    "bcs": "Ban Cán sự đảng UBND tỉnh",
    "sgd": "Sở Giáo dục và Đào tạo",
    "syt": "Sở Y tế",
    "bao": "Báo tỉnh",
}
NAMES = TITLES | {"btg": "Ban Tuyên giáo", "sgd": "Sở GD&ĐT"}
SIDES = (("btg",), ("bcs",))
CONTENTS = (("a", "Tuyên truyền"), ("b", "Tham mưu"))


def row(
    occurrence: str,
    title: str = "",
    standing: str = "done_on_time",
    lead: str = "btg",
    contents: tuple[str, ...] = ("a",),
    every: str = "",
    due: date = date(2024, 6, 20),
    original: date | None = None,
    words: str = "",
    plan: str = "gddt",
    done_on: date | None = None,
    **further: object,
) -> ReportRow:
    """Return an occurrence as a report has it, of an activity that is named as its id where nothing else is said."""
    activity = occurrence.partition("@")[0]
    off = due.weekday() > 4
    work = ListedOccurrence(
        occurrence=occurrence,
        activity=activity,
        plan=plan,
        contents=contents,
        title=title or activity.capitalize(),
        lead=lead,
        partners=(),
        start=date(2024, 1, 1),
        due=due,
        original_due=original or due,
        deadline_text=words or None,
        standing=standing,
        percent=0.0,
        value=None,
        target=None,
        unit=None,
        done_on=done_on or (due if standing.startswith("done") else None),
        evidence=None,
        note=None,
        days_late=None,
        working_due=date(2030, 1, 1) if off else None,
        lead_now=lead,
    )
    fields = {"output": "Báo cáo", "every": every} | further
    return ReportRow(work, "", (), NAMES[lead], (), **fields)


def figures_of_rows(rows: Iterable[ReportRow]) -> Figures:
    standings = [each.work.standing for each in rows]
    return Figures(tuple(standings.count(each) for each in STANDINGS))


def report_of(
    *rows: ReportRow, key: str = "2024-Q2", coming: Iterable[ReportRow] = (), speaker: str = "btg", **values: object
) -> PeriodReport:
    """Return a report of a period of 2024 whose rows are these, its figures counted from them."""
    profile = complete_profile(None, shipped_profile("party"))
    sample = sample_report(profile)
    overdue = tuple(each for each in rows if each.work.standing.endswith("overdue"))
    groups = [(id_, title, [each for each in rows if id_ in each.work.contents]) for id_, title in CONTENTS]
    fields = {
        "period": ReportPeriod(key, date(2024, 4, 1), date(2024, 6, 30)),
        "next_period": ReportPeriod("2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
        "status": sample.status._replace(totals=figures_of_rows(rows), program="ct", as_of=date(2024, 6, 30)),
        "annex": rows,
        "overdue": overdue,
        "overdue_before": (),
        "coming": tuple(coming),
        "contents": CONTENTS,
        "by_content": tuple(StatusGroup(id_, title, figures_of_rows(each)) for id_, title, each in groups if each),
        "ongoing": (),
        "ongoing_count": 0,
        "extended": (),
        "speaker": Speaker(speaker, TITLES.get(speaker, ""), short_what="Chương trình", titles=TITLES, sides=SIDES),
    }
    return sample._replace(**fields | values)
