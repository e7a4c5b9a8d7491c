"""What must hold between definitions: one function for each rule, ``check_...``, in the order of ``RULES``.

A rule says nothing about what could not be read: one fault is told once.
"""

from collections.abc import Callable

from coordplan.definitions.findings import Findings
from coordplan.definitions.gathered import Gathered
from coordplan.definitions.rules.ids import (
    check_doubled_ids,
    check_lead_among_partners,
    check_one_office,
    check_one_program,
    check_plans_are_of_the_program,
    check_unknown_ids,
)
from coordplan.definitions.rules.known import Known
from coordplan.definitions.rules.order import check_activities_wait_in_order, check_successors_lead_on
from coordplan.definitions.rules.schedule import (
    check_days_follow_each_other,
    check_days_lie_in_the_program,
    check_due_days_are_worked,
    check_one_schedule,
    check_recurrences_fall_due,
    check_red_is_worse_than_amber,
)
from coordplan.definitions.rules.succession import check_bodies_exist, check_choices_are_successors

Rule = Callable[[Gathered, Known, Findings], None]

RULES: tuple[Rule, ...] = (
    check_one_program,
    check_one_office,
    check_doubled_ids,
    check_plans_are_of_the_program,
    check_unknown_ids,
    check_lead_among_partners,
    check_activities_wait_in_order,
    check_successors_lead_on,
    check_one_schedule,
    check_days_follow_each_other,
    check_days_lie_in_the_program,
    check_recurrences_fall_due,
    check_due_days_are_worked,
    check_red_is_worse_than_amber,
    check_choices_are_successors,
    check_bodies_exist,
)


def check_all(gathered: Gathered, known: Known, findings: Findings) -> None:
    for check in RULES:
        check(gathered, known, findings)
