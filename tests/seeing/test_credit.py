"""Who has the credit: what is done counts for who led then, what is open for who leads on the day asked about."""

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.cli import run
from coordplan.dates.succession import Succession
from coordplan.model import STANDINGS, Activity, Organization, Plan
from coordplan.seeing.filters import Filters, question_of
from coordplan.seeing.gather import listing, status_report
from coordplan.seeing.opening import reading_of
from coordplan.store.changes import latest_change
from coordplan.store.schema import VIEWS
from tests.command_line import DEFINITIONS, Tell, write_definitions
from tests.examples import examples
from tests.oracle import Body, who_leads
from tests.store.building import FIRST, LAST, Book, activity, definitions, entry

SPLIT = DEFINITIONS | {
    "program.yaml": DEFINITIONS["program.yaml"].replace(
        "  until: 2025-12-31", "  until: 2025-12-31\n  reporting: {send_within: 2}"
    ),
    "organizations.yaml": """
organizations:
  - {id: btg, title: Ban Tuyên giáo, short: BTG}
  - {id: so-gd, title: Sở Giáo dục, short: SGD, family: state, until: 2024-06-15, successors: [so-nv, so-yt]}
  - {id: so-nv, title: Sở Nội vụ, short: SNV, family: state}
  - {id: so-yt, title: Sở Y tế, short: SYT}
""",
    "office.yaml": """
office: {profile: party}
profiles:
  - id: party
    issuer: btg
    superior: Tỉnh ủy Khánh Hòa
    place: Nha Trang
    dated: [{from: 2024-06-16, place: Phan Rang}]
""",
    "gd.yaml": """
plan:
  id: gd
  program: ct
  title: Kế hoạch phối hợp với Sở Giáo dục
  partner: so-gd
  successors: {so-gd: so-nv}
activities:
  - {id: gd-01, title: Khảo sát dạy nghề, content: nd2, lead: so-gd, with: [btg], due: 2024-06-20}
  - {id: gd-02, title: Giao ban công tác, content: nd1, lead: so-gd, every: quarter, due_day: 25}
  - {id: gd-03, title: Chăm sóc trẻ em, content: nd1, lead: so-gd, due: 2024-07-10, successors: {so-gd: so-yt}}
  - {id: gd-04, title: Đối thoại, content: nd1, lead: btg, with: [so-gd], due: 2024-06-30}
  - {id: gd-05, title: Mở lớp, content: nd1, lead: so-gd, due: 2024-06-30}
  - {id: gd-06, title: Tọa đàm, content: nd1, lead: so-gd, due: 2024-06-30}
""",
}


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file in which a body ended on 15/6/2024, with work done, cancelled, suspended and open before and after."""
    folder = tmp_path_factory.mktemp("split")
    write_definitions(folder / "plans", SPLIT)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COORDPLAN_TODAY", "2024-07-01")
        patch.setenv("COORDPLAN_BY", "lan")
        for line in (
            "init plans",
            "done gd-01 --on 2024-06-15 --sure",
            "done gd-02@2024-Q1 --on 2024-03-20 --sure",
            "done gd-02@2024-Q2 --on 2024-06-16 --sure",
            "done gd-04 --on 2024-06-10 --sure",
            "mark gd-05 cancelled --on 2024-06-01 --sure",
            "mark gd-06 suspended --on 2024-06-01 --sure",
        ):
            assert run(["--lang", "en", *line.split()]) == 0, line
    return folder


@pytest.fixture
def merged(split: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(split / "coordplan.db", here / "coordplan.db")
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-07-01")
    return here


def rows_of(tell: Tell, *words: str) -> dict[str, tuple[str, str]]:
    said = json.loads(tell(*words, "-f", "json").out)
    return {row["occurrence"]: (row["lead"], row["lead_now"]) for row in said["occurrences"]}


CREDIT = {
    "gd-01": ("so-gd", "so-nv"),  # done on the last day
    "gd-02@2024-Q1": ("so-gd", "so-nv"),
    "gd-02@2024-Q2": ("so-nv", "so-nv"),  # done the day after
    "gd-02@2024-Q3": ("so-nv", "so-nv"),  # open
    "gd-03": ("so-yt", "so-yt"),  # open, by its own choice
    "gd-05": ("so-gd", "so-nv"),  # cancelled before
    "gd-06": ("so-nv", "so-nv"),  # suspended: still to be done
}


def test_each_occurrence_counts_for_who_led_then(tell: Tell, merged: Path) -> None:
    said = rows_of(tell, "list", "--plan", "gd")
    assert {id_: said[id_] for id_ in CREDIT} == CREDIT


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        pytest.param("so-gd", {"gd-01", "gd-02@2024-Q1", "gd-05"}, id="one that ended has what it did"),
        pytest.param("so-yt", {"gd-03", "yt-01", "yt-02@2024", "yt-02@2025"}, id="a successor has what it took over"),
    ],
)
def test_a_filter_by_lead_lists_what_counts_for_it(tell: Tell, merged: Path, body: str, ids: set[str]) -> None:
    assert set(rows_of(tell, "list", "--lead", body)) == ids


def test_on_an_earlier_day_the_body_of_then_has_it_all(tell: Tell, merged: Path) -> None:
    said = rows_of(tell, "list", "--plan", "gd", "--as-of", "2024-06-15")
    assert {lead for id_, (lead, _now) in said.items() if id_ != "gd-04"} == {"so-gd"}
    assert not tell("list", "--lead", "so-gd", "--as-of", "2024-06-15").err


@pytest.mark.parametrize("command", ["list", "status", "due", "curve", "digest", "calendar", "why overdue"])
def test_a_filter_by_a_body_that_ceased_says_who_has_its_open_work(tell: Tell, merged: Path, command: str) -> None:
    err = tell(*command.split(), "--lead", "so-gd").err
    assert (
        err.count(
            "Sở Giáo dục ended on 2024-06-15; what is still open of its work is led by Sở Nội vụ (6), Sở Y tế (1): "
            "--lead so-nv --lead so-yt"
        )
        == 1
    )


def test_the_remark_keeps_to_the_other_filters(tell: Tell, merged: Path) -> None:
    err = tell("list", "--lead", "so-gd", "--content", "nd2").err
    assert "Sở Giáo dục ended on 2024-06-15; in this selection nothing of its work is still open." in err


def test_the_status_marks_a_body_that_ceased(tell: Tell, merged: Path) -> None:
    out = tell("status", "--by", "lead", "--width", "160").out
    assert "Sở Giáo dục (until 2024-06-15)" in out
    assert "Sở Giáo dục ended on 2024-06-15; its successors: Sở Nội vụ, Sở Y tế." in out
    groups = {each["id"]: each for each in json.loads(tell("status", "--by", "lead", "-f", "json").out)["groups"]}
    assert (groups["so-gd"]["ended_on"], groups["so-gd"]["successors"]) == ("2024-06-15", ["so-nv", "so-yt"])
    assert (groups["so-nv"]["ended_on"], groups["so-nv"]["successors"]) == (None, [])
    assert "2024-06-15" in tell("status", "--by", "lead", "-f", "csv").out
    assert "ended on" not in tell("status", "--by", "lead", "--as-of", "2024-06-15").out


def test_show_says_who_led_before(tell: Tell, merged: Path) -> None:
    page = tell("show", "gd-02").out
    assert "Sở Giáo dục until 2024-06-15" in page
    said = json.loads(tell("show", "gd-02", "-f", "json").out)
    assert said["activity"]["lead"] == "so-nv"
    assert said["activity"]["led_before"] == [{"organization": "so-gd", "until": "2024-06-15"}]
    assert said["occurrences"][0]["lead"] == "so-gd"
    assert said["occurrences"][0]["lead_now"] == "so-nv"


def test_why_says_for_whom_it_counts(tell: Tell, merged: Path) -> None:
    page = tell("why", "gd-02@2024-Q1").out
    assert "It counts for Sở Giáo dục, which led it then; on 2024-07-01 Sở Nội vụ leads." in page
    assert "It counts for" not in tell("why", "gd-02@2024-Q2").out
    shares = json.loads(tell("why", "done", "-f", "json").out)["occurrences"]
    assert {each["occurrence"]: (each["lead"], each["lead_now"]) for each in shares}["gd-01"] == ("so-gd", "so-nv")


def test_partners_are_those_of_the_day_too(tell: Tell, merged: Path) -> None:
    rows = {row["occurrence"]: row for row in json.loads(tell("list", "-f", "json").out)["occurrences"]}
    assert rows["gd-04"]["partners"] == ["so-gd"]
    assert json.loads(tell("show", "gd-04", "-f", "json").out)["occurrences"][0]["partners"] == ["so-gd"]
    assert "Sở Nội vụ" in tell("show", "gd-04").out


def test_the_day_of_a_cancellation_is_in_the_spans(tell: Tell, merged: Path) -> None:
    assert tell("doctor").code == 0
    assert rows_of(tell, "list", "--standing", "cancelled", "--as-of", "2025-12-31") == {"gd-05": ("so-gd", "so-nv")}


# Splits, mergers and chains
BODIES = (
    Body("btg"),
    Body("mot", date(2024, 5, 31), ("hai", "ba")),  # is split
    Body("hai", date(2024, 9, 30), ("bon",)),  # merged with another one, in a chain of three
    Body("ba", date(2024, 9, 30), ("bon",)),
    Body("bon", date(2025, 2, 28), ("nam",)),
    Body("nam"),
    Body("sau", date(2024, 4, 30), ("mot",)),  # comes before a split
    Body("het", date(2024, 6, 30), ("hai", "nam")),  # nobody is chosen in some plans
)
ORGANIZATIONS = tuple(Organization(body.id, body.id, until_on=body.last_on, successors=body.after) for body in BODIES)
PLANS = (Plan("p", "p", "btg", successors=(("mot", "ba"),)), Plan("q", "q", "btg", successors=(("mot", "hai"),)))
_LEADS = st.sampled_from([body.id for body in BODIES])
_DAYS = st.one_of(
    st.sampled_from([day for body in BODIES if body.last_on for day in (body.last_on, body.last_on + timedelta(1))]),
    st.dates(FIRST, LAST),
)
_CHOICES = st.sampled_from([(), (("mot", "ba"),), (("mot", "hai"), ("het", "nam"))])
_FACTS = st.tuples(_DAYS, st.sampled_from(["done", "cancelled", "suspended", "percent"]))


def _chosen(each: Activity) -> dict[str, str]:
    return dict(PLANS["pq".index(each.plan)].successors) | dict(each.successors)


@examples(40)
@given(
    st.lists(
        st.tuples(st.sampled_from("pq"), _LEADS, _CHOICES, st.lists(_FACTS, max_size=2), st.lists(_LEADS, max_size=2)),
        min_size=1,
        max_size=6,
    ),
    st.lists(_DAYS, min_size=1, max_size=3),
)
def test_sums_over_leads_are_the_total_on_every_day(
    tmp_path: Path,
    drawn: Sequence[tuple[str, str, tuple[tuple[str, str], ...], list[tuple[date, str]], list[str]]],
    days: Sequence[date],
) -> None:
    activities = [
        activity(f"a{number}", plan, lead=lead, successors=choices, partners=tuple(dict.fromkeys(partners)))
        for number, (plan, lead, choices, _facts, partners) in enumerate(drawn)
    ]
    book = Book(tmp_path / "coordplan.db")
    book.load(definitions(*activities, organizations=ORGANIZATIONS, plans=PLANS))
    facts = {each.id: facts for each, (*_rest, facts, _partners) in zip(activities, drawn, strict=True)}
    entries = [entry(day.isoformat(), kind, 40, id_) for id_, found in facts.items() for day, kind in found]
    if entries:
        book.record(*entries)
    for as_of in (*days, FIRST, LAST):
        _check_day(book, activities, as_of)


def _check_day(book: Book, activities: Sequence[Activity], as_of: date) -> None:
    def ask(connection):  # type: ignore[no-untyped-def]
        reading = reading_of(connection, book.path, as_of, latest_change(connection))
        rows = tuple(listing(reading, question_of(reading, Filters())[0]).rows)
        report = status_report(reading, Filters(), "lead", most=None)
        by_filter = {
            body.id: {
                row.occurrence for row in listing(reading, question_of(reading, Filters(leads=[body.id]))[0]).rows
            }
            for body in BODIES
        }
        return rows, report, by_filter, _as_view(connection, as_of)

    rows, report, by_filter, view = book.read(ask)
    of_id = {each.id: each for each in activities}
    standings = {row["id"]: row for row in book.standings(as_of)}
    expected = {}
    for id_, each in of_id.items():
        credited = standings[id_]["credited_on"]
        counts_on = as_of if credited is None else date.fromisoformat(credited)
        lead = who_leads(each.lead, counts_on, BODIES, _chosen(each))
        expected[id_] = lead, who_leads(each.lead, as_of, BODIES, _chosen(each))
        partners = (who_leads(partner, counts_on, BODIES, _chosen(each)) for partner in each.partners)
        row = next(row for row in rows if row.occurrence == id_)
        assert row.partners == tuple(dict.fromkeys(body for body in partners if body != lead))
    assert {row.occurrence: (row.lead, row.lead_now) for row in rows} == expected
    assert view == expected
    numbers = Counter(lead for lead, _now in expected.values())
    assert {group.id: group.figures.total for group in report.groups} == numbers
    for standing in STANDINGS:
        assert sum(group.figures.of(standing) for group in report.groups) == report.totals.of(standing)
    assert report.totals.total == len(activities)
    for body, ids in by_filter.items():
        assert ids == {id_ for id_, (lead, _now) in expected.items() if lead == body}


def _as_view(connection, as_of: date) -> dict[str, tuple[str, str]]:  # type: ignore[no-untyped-def]
    """Return what the view for other programs would say on a day."""
    query = VIEWS["standings_today"].replace("date('now', '+7 hours')", f"'{as_of}'")
    return {row["occurrence"]: (row["lead"], row["lead_now"]) for row in connection.execute(query)}


def test_a_circle_comes_back_to_who_was_named() -> None:
    end = date(2024, 3, 31)
    bodies = (
        Organization("a", "a", until_on=end, successors=("b",)),
        Organization("b", "b", until_on=end, successors=("a",)),
    )
    assert Succession(bodies, {}).body_on(date(2024, 4, 1), "a", None, "p") == "a"


def letterhead(tell: Tell, *words: str) -> dict[str, object]:
    assert tell("report", *words, "-o", "report.json").code == 0
    said = json.loads(Path("report.json").read_text(encoding="utf-8"))
    return {**said["letterhead"], "leads": said["leads"], "annex": [row["occurrence"] for row in said["annex"]]}


def test_a_report_of_before_is_the_paper_of_before(tell: Tell, merged: Path) -> None:
    before, after = letterhead(tell, "2024-05"), letterhead(tell, "2024-06")
    assert (before["place"], before["superior"]) == ("Nha Trang", "Tỉnh ủy Khánh Hòa")
    assert (after["place"], after["superior"]) == ("Phan Rang", "Tỉnh ủy Khánh Hòa")
    assert 'from 2024-06-16: place: "Phan Rang"' in tell("show", "office").out
    assert tell("export", "out").code == 0
    assert "place: Phan Rang" in Path("out/office.yaml").read_text(encoding="utf-8")


def test_a_department_reports_on_its_own_work(tell: Tell, merged: Path) -> None:
    own = letterhead(tell, "2024-Q2", "--lead", "so-nv")
    assert (own["profile"], own["issuer"]) == ("state", "so-nv")
    assert own["leads"] == ["so-nv"]
    assert own["annex"] == ["gd-02@2024-Q2", "gd-06"]
    before = letterhead(tell, "2024-Q1", "--lead", "so-gd")
    assert (before["issuer"], before["annex"]) == ("so-gd", ["gd-02@2024-Q1"])
    assert "led by Sở Nội vụ" in " ".join(tell("report", "2024-Q2", "--lead", "so-nv").out.split())
    named = letterhead(tell, "2024-Q2", "--lead", "so-nv", "--profile", "party")
    assert named["issuer"] == "btg"
    assert "led by Sở Nội vụ" in " ".join(
        tell("report", "2024-Q2", "--lead", "so-nv", "--profile", "party").out.split()
    )


def test_an_issued_report_of_one_lead_comes_out_the_same(tell: Tell, merged: Path) -> None:
    line = ("report", "issue", "2024-Q2", "--lead", "so-nv", "--number", "7/BC-SNV", "--signed-on", "2024-07-01")
    assert tell(*line, "-o", "report.json", "--sure").code == 0
    assert json.loads(tell("report", "list", "-f", "json").out)["reports"][0]["leads"] == ["so-nv"]
    assert tell("report", "verify", "7/BC-SNV").code == 0
    assert tell("report", "errata", "7/BC-SNV").code == 0


def test_changes_begin_at_what_a_report_knew(tell: Tell, merged: Path) -> None:
    line = ("report", "issue", "2024-06", "--number", "45-BC/BTGTU", "--signed-on", "2024-07-01")
    assert tell(*line, "--sure").code == 0
    before = json.loads(tell("changes", "--since", "45-bc/btgtu", "-f", "json").out)["changes"]
    assert {row["news"] for row in before} == {"since"}  # a day has passed
    assert tell("done", "gd-03", "--on", "2024-06-25", "--sure").code == 0
    said = json.loads(tell("changes", "--since", "45-BC/BTGTU", "-f", "json").out)
    assert said["since"]["as_of"] == "2024-06-30"
    late = [row for row in said["changes"] if row["news"] != "since"]
    assert [(row["occurrence"], row["news"], row["lead_now"]) for row in late] == [("gd-03", "late", "so-yt")]
    assert tell("digest", "--since", "45-BC/BTGTU").code == 0
    for wrong, code in (("46-BC/BTGTU", 2), ("45-BC", 2), ("45", 1), ("so 45-BC/BTGDVTU", 2)):
        wrong_answer = tell("changes", "--since", wrong)
        assert (
            wrong_answer.code,
            '"45-BC/BTGTU, 2024-07-01"' in wrong_answer.err,
            "report list" in wrong_answer.err,
        ) == (code, True, True)
    assert tell("changes", "--since", "số 45-BC/BTGTU").code == 0


def test_changes_since_a_report_of_a_part_say_so(tell: Tell, merged: Path) -> None:
    line = ("report", "issue", "2024-Q2", "--lead", "so-nv", "--number", "7/BC-SNV", "--signed-on", "2024-07-01")
    assert tell(*line, "--sure").code == 0
    since = ("changes", "--since", "7/BC-SNV")
    said = json.loads(tell(*since, "-f", "json").out)["since"]["report"]
    assert (said["number"], said["leads"], said["withdrawn_on"]) == ("7/BC-SNV", ["so-nv"], None)
    assert "7/BC-SNV" in tell(*since).out
    assert "--lead so-nv" in tell(*since).out
    assert "to narrow it" not in tell(*since, "--lead", "so-nv").out
    assert tell("report", "withdraw", "7/BC-SNV", "--reason", "Nhầm số").code == 0
    assert "withdrawn on" in tell(*since).out


def test_numbers_of_reports_begin_anew_each_year(tell: Tell, merged: Path) -> None:
    issue = ("report", "issue", "--number", "45-BC/BTGTU", "--sure", "2024-06", "--signed-on")
    assert tell(*issue, "2024-07-01").code == 0
    assert tell(*issue, "2024-07-02").code == 1
    assert tell(*issue, "2025-07-04").code == 0
    said = tell("report", "verify", "45-BC/BTGTU")
    assert (said.code, '"45-BC/BTGTU, 2025-07-04"' in said.err) == (2, True)
    for named, report in (("45-BC/BTGTU, 1/7/2024", 1), ("45-bc/btgtu/2025", 2), ("2", 2)):
        (row,) = json.loads(tell("report", "verify", named, "-f", "json").out)["reports"]
        assert row["report"] == report, named
    assert tell("report", "errata", "số 45-BC/BTGTU ngày 4/7/2025").code == 0
    assert tell("changes", "--since", "45-BC/BTGTU").code == 2
    assert tell("report", "withdraw", "45-BC/BTGTU/2024", "--reason", "Nhầm").code == 0
    (row,) = json.loads(tell("report", "verify", "45-BC/BTGTU", "-f", "json").out)["reports"]
    assert row["report"] == 2


def test_a_mark_of_anothers_work_differs_from_no_report_of_one_body(tell: Tell, merged: Path) -> None:
    line = ("report", "issue", "2024-Q2", "--lead", "so-nv", "--number", "7/BC-SNV", "--signed-on", "2024-07-01")
    assert tell(*line, "--sure").code == 0
    other = tell("done", "gd-04", "--on", "2024-06-25", "--sure")
    assert (other.code, "report errata 1" in other.err + other.out) == (0, False)
    own = tell("done", "gd-02@2024-Q2", "--on", "2024-06-25", "--sure")
    assert (own.code, "report errata 1" in own.err + own.out) == (0, True)


def test_nothing_is_asked_of_a_body_that_has_ended(tell: Tell, merged: Path) -> None:
    assert tell("form", "2024-Q2", "-o", "forms").code == 0
    assert sorted(path.name.split("_")[1].split(".")[0] for path in Path("forms").iterdir()) == ["btg", "so-nv"]
    refused = tell("form", "2024-Q2", "--org", "so-gd", "-o", "forms")
    assert refused.code == 1
    assert "Sở Giáo dục ended on 2024-06-15: nothing is asked of it any more." in refused.err
    answering = json.loads(tell("returns", "2024-Q2", "-f", "json").out)["organizations"]
    assert [each["organization"] for each in answering] == ["btg", "so-nv"]


def test_who_took_over_is_reminded_of_what_was_asked_before(tell: Tell, merged: Path) -> None:
    assert tell("form", "2024-Q3", "--org", "so-gd", "--as-of", "2024-06-14", "-o", "forms").code == 0
    said = json.loads(tell("chase", "2024-Q3", "--as-of", "2024-10-20", "-f", "json").out)["reminders"]
    asked = {each["organization"]: [item["occurrence"] for item in each["items"]] for each in said}
    assert "so-gd" not in asked
    assert asked["so-nv"] == ["gd-02@2024-Q3"]
    assert asked["so-yt"] == ["gd-03"]
    assert "It was asked of Sở Giáo dục, whose work Sở Nội vụ now leads." in said[0]["text"].replace("\n", " ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(
            "list --with so-gd",
            "in what is still open its place is taken by Sở Nội vụ (6): --with so-nv",
            id="what it took part in",
        ),
        pytest.param(
            "list --lead so-gd --period 2024-Q1", "in this selection nothing of its work is still open.", id="a period"
        ),
        pytest.param(
            "list --lead so-gd --lead so-nv --lead so-yt --period 2024-Q1", "", id="its successors asked for too"
        ),
        pytest.param("list --lead so-gd --lead so-yt --content nd1 --plan gd", "", id="one of them has it all"),
    ],
)
def test_what_is_said_of_a_body_that_ceased(tell: Tell, merged: Path, words: str, sentence: str) -> None:
    assert tell("edit", "gd-02", "--lead", "btg", "--with", "so-gd", "--sure").code == 0
    err = tell(*words.split()).err
    assert sentence in err
    assert ("ended on" in err) == bool(sentence)


def test_partners_that_ceased_are_marked_as_leads_are(tell: Tell, merged: Path) -> None:
    out = tell("status", "--by", "with", "--width", "160").out
    assert "Sở Giáo dục (until 2024-06-15)" in out
    assert "Sở Giáo dục ended on 2024-06-15; its successors: Sở Nội vụ, Sở Y tế." in out
    groups = json.loads(tell("status", "--by", "with", "-f", "json").out)["groups"]
    assert {each["id"]: each["successors"] for each in groups}["so-gd"] == ["so-nv", "so-yt"]


def test_a_form_for_a_body_that_ceased_names_what_came_after_it(tell: Tell, merged: Path) -> None:
    code, _out, err = tell("form", "2024-Q3", "--org", "so-gd", "-o", "forms")
    assert code == 1
    assert "Sở Giáo dục ended on 2024-06-15: nothing is asked of it any more." in err
    assert "Ask its successors, Sở Nội vụ, Sở Y tế: --org so-nv --org so-yt" in err


UNCHOSEN = SPLIT | {
    "organizations.yaml": SPLIT["organizations.yaml"].replace("2024-06-15", "2025-12-31"),
    "gd.yaml": SPLIT["gd.yaml"].replace("  successors: {so-gd: so-nv}\n", ""),
}


def test_a_body_that_ends_with_the_program_is_asked_about(
    tell: Tell, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_definitions(here / "plans", UNCHOSEN)
    code, out, err = tell("check", "plans")
    assert code == 0
    assert "chưa xác định cơ quan chủ trì nhiệm vụ khi đó chưa hoàn thành" in out + err
    assert '"successors: {so-gd: ...}"' in out + err
    monkeypatch.setenv("COORDPLAN_TODAY", "2026-01-05")
    assert tell("init", "plans").code == 0
    said = (
        "Sở Giáo dục ended on 2025-12-31, and nobody is named as its successor for 11 occurrences that are still open. "
    )
    err = tell("list", "--lead", "so-gd").err
    assert said + "Choose one in the plan or the activity: successors: {so-gd: ...}, of so-nv, so-yt." in err
    assert "--lead so-gd" not in err
    err = tell("form", "2025-12", "-o", "forms").err
    assert "nobody is named as its successor" in err
    assert list((here / "forms").glob("*so-yt*"))
    assert not list((here / "forms").glob("*so-gd*"))
    write_definitions(here / "plans", {"gd.yaml": SPLIT["gd.yaml"]})
    assert tell("load", "plans").code == 0
    assert "is led by Sở Nội vụ (11), Sở Y tế (1): --lead so-nv --lead so-yt" in tell("list", "--lead", "so-gd").err


def test_why_says_who_led_what_is_open_before(tell: Tell, merged: Path) -> None:
    sentence = "It is led by Sở Y tế since 2024-06-16; before by Sở Giáo dục until 2024-06-15."
    assert sentence in tell("why", "gd-03").out
    assert "is led by" not in tell("why", "gd-03", "--as-of", "2024-06-15").out
    assert "It is led by" not in tell("why", "gd-01").out


def test_a_body_that_ceased_issues_no_report(tell: Tell, merged: Path) -> None:
    code, out, err = tell("report", "2024-Q3", "--lead", "so-gd")
    assert code == 0
    assert "Sở Giáo dục ended on 2024-06-15; what is still open of its work is led by" in err
    assert "TỈNH ỦY KHÁNH HÒA" in out
    assert "SỞ GIÁO DỤC" not in out.partition("REPORT")[0]
    assert "SỞ GIÁO DỤC" in tell("report", "2024-Q1", "--lead", "so-gd").out.partition("REPORT")[0]
