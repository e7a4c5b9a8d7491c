"""What somebody rates a plan as, with a reason and from a day on. By the rules again: ``computed``."""

import sqlite3
from datetime import date

from coordplan.named_tuples import NamedTuple
from coordplan.store.changes import Writing
from coordplan.store.row_values import value_of
from coordplan.store.schema import RATINGS
from coordplan.store.standings import in_force


class ManualRating(NamedTuple):
    """A rating by somebody, not by the rules."""

    plan: str
    rated_on: date
    colour: str  # green | amber | red
    reason: str
    change: int
    by: str


def add_rating(change: Writing, plan: str, rated_on: date, colour: str, reason: str) -> bool:
    """Rate a plan from a day on; what was recorded for the same day before is ended. Say whether it is new."""
    id_ = f"{plan}@{rated_on.isoformat()}"
    same = "SELECT 1 FROM ratings WHERE id = :id AND colour = :colour AND reason = :reason AND ended_by IS NULL"
    if change.connection.execute(same, {"id": id_, "colour": colour, "reason": reason}).fetchone() is not None:
        return False
    change.end(RATINGS, [id_])
    row = {"id": id_, "plan_id": plan, "rated_on": rated_on.isoformat(), "colour": colour, "reason": reason}
    change.add(RATINGS, [row])
    return True


def ratings_in_force(connection: sqlite3.Connection, as_of: date, up_to_change: int) -> dict[str, ManualRating]:
    """Return by plan the latest rating of a day or before it; where that is by the rules again, none."""
    rows = connection.execute(
        f"""
        SELECT r.plan_id AS plan, r.rated_on, r.colour, r.reason, c.id AS change, c."by"
        FROM ratings AS r
        JOIN changes AS c ON c.id = r.added_by
        WHERE r.rated_on <= :as_of AND {in_force("r")}
        ORDER BY r.rated_on""",
        {"as_of": as_of.isoformat(), "up_to_change": up_to_change},
    )
    latest = {row["plan"]: value_of(ManualRating, row) for row in rows}
    return {plan: rating for plan, rating in latest.items() if rating.colour != "computed"}
