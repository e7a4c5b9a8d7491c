"""The tables in which rows are added and ended, whose values stand in them, and the views over them.

Every such table has ``row`` (a number of its own), the columns below, ``added_by`` and ``ended_by``. ``id`` names a
thing across its rows: at any moment at most one row of an id is in force. The names of columns are a contract with
whoever opens the file, and released migrations make them from here: a new one is added by a step of its own.
"""

import sqlite3
from typing import Any, Generic

from coordplan.dates.recurrence import Occurrence
from coordplan.model import (
    Activity,
    CalendarDay,
    Content,
    Entry,
    IssuedReport,
    Office,
    Organization,
    Plan,
    Profile,
    Program,
    Return,
    ReturnRow,
    SentForm,
    SentReminder,
)
from coordplan.store.row_values import Value, row_of, value_of
from coordplan.store.standings import standings_query
from coordplan.store.tenures import TENURES, body_on_sql


class StoreTable(Generic[Value]):
    """A table: its columns in order, the first is the id, and the kind of value that a row of it holds.

    A column is text, or as ``:int``, ``:float`` or ``:blob`` says; text is JSON where ``:json`` says so, and a day by
    ``:day`` or where its name ends in ``_on``. With ``!`` it must be there. ``renamed``: in which column a field stands
    whose name is another. ``sparse``: blank text is left out of a row.
    """

    def __init__(self, name: str, columns: str, kind: type[Value], sparse: bool = False, **renamed: str) -> None:
        types = {"int": int, "float": float, "blob": bytes}
        words = [word.replace("!", "").partition(":") for word in columns.split()]
        self.name = name
        self.columns = {column: types.get(word, str) for column, _colon, word in words}
        self.days = tuple(column for column, _colon, word in words if word == "day" or column.endswith("_on"))
        self.json = tuple(column for column, _colon, word in words if word == "json")
        self.required = tuple(
            column for column, word in zip(self.columns, columns.split(), strict=True) if word[-1] == "!"
        )
        self._kind = kind
        self._sparse = sparse
        self._renamed = renamed

    def value_of(self, row: sqlite3.Row) -> Value:
        return value_of(self._kind, row, self._renamed)

    def row_of(self, value: Value) -> dict[str, Any]:
        row = row_of(value, self._renamed)
        return {name: None if each == "" else each for name, each in row.items()} if self._sparse else row


PROGRAMS = StoreTable(
    "programs",
    "id! title! start_on! until_on! short language signed_on sides:json basis:json cutoff_day:int send_within:int"
    " rating:json office"  # whose file it is, where the issuer of its reports does not say so
    " number previous",  # of the signed paper; the path of the file of the program before, as seen from this one
    Program,
)
CONTENTS = StoreTable("contents", "id! title! short order:int", Content)
ORGANIZATIONS = StoreTable(
    "organizations",
    "id! title! short family start_on until_on successors:json note"
    " email send_within:int",  # where mail goes; working days to send a report within, where otherwise than its plan
    Organization,
)
CALENDAR_DAYS = StoreTable("calendar_days", "id:day! off:int! title tentative:int!", CalendarDay, day="id")
PLANS = StoreTable(
    "plans",
    "id! title! partner! short signed_on fields:json successors:json order:int retired_on"
    " cutoff_day:int send_within:int number basis:json"
    " title_for:json",  # JSON: by organization, as its papers name the plan
    Plan,
)
ACTIVITIES = StoreTable(
    "activities",
    "id! plan_id! title! contents:json! lead! partners:json every due_day:int due_on ongoing:int! start_on until_on"
    " deadline_text output target:float unit baseline:float weight:float! after:json successors:json note"
    " by_hand:int!"  # 1: made by `coordplan add`, a load that does not name it leaves it alone; 2: retired by hand
    " retired_on"
    " folded!"  # title, output, note and deadline without marks, for search
    " targets:json amended:json"  # JSON: what is to be reached by year, and what holds from a day on
    " edited:json"  # JSON: by field that was edited by hand since the last load, what the YAML had
    " fields:json basis:json"
    " continues"  # the occurrence of the program before that it carries on
    " sums:int"  # 1: the values that are recorded add up to the target
    " due_month:int start_month:int"  # of what recurs every year: the month it falls due in, that its window opens with
    " due_days:json"  # days of which each has its own occurrence: 2024-03-31 of a one-off, 05-31 of every year
    " short",  # for sentences and digests
    Activity,
    plan="plan_id",
)
OCCURRENCES = StoreTable(
    "occurrences",
    "id! activity_id! plan_id! period start_on! due_on until_on! weight:float! target:float baseline:float retired_on"
    " unit deadline_text"  # where they are others than the activity's
    " earlier:json"  # JSON: what held before amendments, each with the day ``before`` which it did, in their order
    " sums:int",
    Occurrence,
    activity="activity_id",
)
ENTRIES = StoreTable(
    "entries",
    "id:int! occurrence_id! observed_on! kind! percent:float value:float due_on note evidence"
    " recorded"  # when, then the mark of the change: the same in every copy, and in this order they count
    " files:json",  # JSON: of the files that prove it, each its path, name, size and SHA-256
    Entry,
    sparse=True,
    occurrence="occurrence_id",
)
RATINGS = StoreTable(
    "ratings",  # what somebody rates a plan as, from a day on; its id is plan@day
    "id!"
    " plan_id!"  # the program's id for the program as a whole
    " rated_on! colour! reason!",  # green | amber | red, or computed: by the rules again
    tuple,
)
OFFICES = StoreTable(
    "offices",
    "id! title profile! contact"
    " texts:json"  # JSON: what a person writes in every report, by the name of its place
    " report:json",  # JSON: what of its papers it wants otherwise
    Office,
)
PROFILES = StoreTable(
    "profiles",
    "id! issuer superior code place signer_authority signer_title signer_name recipients:json title font"
    " margin_top:float margin_bottom:float margin_left:float margin_right:float state_title"
    " state_title_size:float motto motto_size:float superior_size:float issuer_size:float issuer_mark"
    " number_form number_size:float date_size:float kind_size:float subject_size:float subject_start"
    " subject_mark body_size:float first_line:float line_points:float after_points:float heading_mark"
    " signature_size:float signer_title_style recipients_title_style recipients_title_size:float"
    " recipients_size:float end_mark table_size:float annex_size:float"
    " dated:json"  # JSON: what of it is otherwise from a day on
    " unit letter_recipients:json letter_superiors:json letter_form letter_subject_size:float letter_subject_style"
    " leading_zero:int",  # 1: counts below ten in sentences as 01
    Profile,
)
REPORTS = StoreTable(
    "reports",
    "id:int! number! signed_on! period! plans:json profile! language! as_of:day! known:int! figures! file_name"
    " file_digest template_digest made_by! withdrawn_on withdrawn_reason"
    " leads:json"  # JSON: of whose own work it speaks; NULL: of everybody's
    " texts:json",  # JSON: what was written for it alone, by the name of its place
    IssuedReport,
)
FORMS = StoreTable(
    "forms",
    "id:int! period! organization! made_on! seen:int! send_by:day file_name! checksum! asked:json not_due:json",
    SentForm,
)
RETURNS = StoreTable(
    "returns",
    "id:int! period! organization! file_name! file_digest! form_checksum received_on! outcome! rows:int! taken_in:int!"
    " sent_back:int!"
    " answered_by telephone",  # who filled it in, and the office's number, as the form says
    Return,
)
RETURN_ROWS = StoreTable(
    "return_rows",
    "id:int! return_id:int! occurrence_id! answer! said done_on evidence difficulties recommendations outcome! fault",
    ReturnRow,
    sparse=True,
    occurrence="occurrence_id",
)
REMINDERS = StoreTable(
    "reminders",  # letters and mails that ask for a return; its id is 2024-Q2/so-yte@2024-07-05
    "id! period! organization! reminded_on! send_by:day",  # the last: by when it asks for the return
    SentReminder,
)
CLOSINGS = StoreTable("closings", "id! closed_on!", tuple)  # its id is the period's key
KEPT_ROWS = StoreTable(
    "kept_rows",  # what was issued or closed, as it was; its id is report:1, closing:2024-Q2
    "id!"
    " rules:int!"  # by which it was worked out
    " digest!"  # SHA-256 of the text
    " packed:blob!",  # the text, JSON, compressed by zlib
    tuple,
)
LATE_MOVES = StoreTable(
    "late_moves",  # what a change let into a closed period moved there; its id is 2024-Q1@12
    "id! period! figures_before:json! figures_after:json!"  # JSON, as in kept rows
    " rows:json!",  # JSON: occurrence, standing before and after
    tuple,
)
ALIASES = StoreTable(
    "aliases",  # what else an activity is called since copies were merged; its id is yte-14/MARK/yte-15
    "id!"
    " former_id!"  # what it was called where it was made
    " activity_id!"  # what it is called besides
    " mark!"  # of the change that made it
    " claimed!"  # when it was first called so, then the mark of the change: of two activities the earlier keeps an id
    " in_use:int!"  # whether this file calls it so
    " came_from renamed_by:int",  # what this file called it before, until which change; NULL where it never did
    tuple,
)
# What is recorded in these is not news about any activity
COLLECTED: tuple[StoreTable[Any], ...] = (FORMS, RETURNS, RETURN_ROWS, CLOSINGS, REMINDERS)
TABLES: tuple[StoreTable[Any], ...] = (
    PROGRAMS,
    CONTENTS,
    ORGANIZATIONS,
    CALENDAR_DAYS,
    PLANS,
    ACTIVITIES,
    OCCURRENCES,
    ENTRIES,
    RATINGS,
    OFFICES,
    PROFILES,
    REPORTS,
    *COLLECTED,
    KEPT_ROWS,
    LATE_MOVES,
    ALIASES,
)


_TODAY = "date('now', '+7 hours')"  # the office's, whatever the machine's zone
_LATEST = "(SELECT max(id) FROM changes)"

VIEWS = {
    "activities_now": """
        SELECT id, plan_id, title, contents, lead, partners, every, due_day, due_on, ongoing, start_on, until_on,
            deadline_text, output, target, unit, baseline, weight, "after", successors, note, targets, amended,
            fields, basis
        FROM activities
        WHERE ended_by IS NULL AND retired_on IS NULL""",
    "standings_today": f"""
        WITH RECURSIVE {TENURES}
        SELECT s.id AS occurrence, s.activity_id AS activity, s.plan_id AS plan, a.title,
            {body_on_sql(f"coalesce(s.credited_on, {_TODAY})")} AS lead, s.start_on, s.due_on,
            s.original_due_on, s.standing, s.percent, s.done_on,
            CASE
                WHEN s.standing IN ('in_progress_overdue', 'not_started_overdue')
                    THEN CAST(julianday({_TODAY}) - julianday(s.due_on) AS INTEGER)
                WHEN s.standing = 'done_late' THEN CAST(julianday(s.done_on) - julianday(s.due_on) AS INTEGER)
            END AS days_late,
            {body_on_sql(_TODAY)} AS lead_now
        FROM ({standings_query(_TODAY, _LATEST)}) AS s
        JOIN activities AS a ON a.id = s.activity_id AND a.ended_by IS NULL""",
    "entries_all": """
        SELECT e.id AS entry, e.occurrence_id AS occurrence, e.observed_on, e.kind, e.percent, e.value, e.due_on,
            e.note, e.evidence, c.id AS "change", c.at AS recorded_at, c.by AS recorded_by, c.reason,
            e.ended_by IS NOT NULL AS taken_back, e.ended_by
        FROM entries AS e
        JOIN changes AS c ON c.id = e.added_by
        ORDER BY e.occurrence_id, e.observed_on, e.id""",
}
