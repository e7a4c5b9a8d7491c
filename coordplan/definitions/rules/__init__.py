"""What must hold between definitions: one function for each rule, ``check_...``, in the order of ``CHECKS``.

A rule says nothing about what could not be read: one fault is one problem.
"""

from coordplan.definitions.definition_set import DefinitionSet
from coordplan.definitions.problems import ProblemList
from coordplan.definitions.rules import amendments, bodies, ids, order, profiles, schedule, spellings
from coordplan.definitions.rules.scope import Scope

CHECKS = (
    ids.check_one_program,
    ids.check_one_office,
    ids.check_doubled_ids,
    ids.check_plans_are_of_the_program,
    ids.check_unknown_ids,
    ids.check_lead_among_partners,
    ids.check_what_goes_on_is_of_another_program,
    ids.check_each_occurrence_goes_on_once,
    order.check_activities_wait_in_order,
    order.check_successors_lead_on,
    schedule.check_one_schedule,
    schedule.check_days_follow_each_other,
    schedule.check_days_lie_in_the_program,
    schedule.check_recurrences_fall_due,
    amendments.check_amendments,
    amendments.check_targets_are_of_years_of_the_program,
    schedule.check_due_days_are_worked,
    schedule.check_figures_close_after_due_days,
    schedule.check_red_is_worse_than_amber,
    bodies.check_choices_are_successors,
    bodies.check_bodies_exist,
    spellings.check_fields_are_spelled_alike,
    bodies.check_addresses_are_of_offices,
    bodies.check_titles_are_for_sides,
    profiles.check_forms_have_known_blanks,
)


def check_all(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    for check in CHECKS:
        check(definitions, scope, problems)
