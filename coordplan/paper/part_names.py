"""The names of the parts of a report, in their order, as templates know them; and what each is.

``BODY`` are those of the body that a leader signs, ``PARTS`` of the long one, that names every occurrence.
"""

from coordplan.text.language import mark

BODY = {
    "opening": mark("legal basis and opening sentence"),
    "leading": mark("direction and organization, where they come before the results"),
    "results": mark("results: the heading"),
    "overall": mark("overall results in sentences"),
    "by_year": mark("figures by year, of a period longer than one"),
    "compared": mark("figures beside those of the year before"),
    "direction": mark("direction and organization, where they come after the figures"),
    "by_plan": mark("results by plan"),
    "by_plan_compared": mark("results by plan, beside those of the year before"),
    "by_content": mark("results by content"),
    "highlights": mark("results that stand out: a place where the office writes"),
    "assessment": mark("assessment: the heading"),
    "shortcomings": mark("shortcomings and causes: the heading"),
    "strengths": mark("strengths: a place where the office writes"),
    "lacks": mark("shortcomings: the heading below it"),
    "overdue": mark("what is not done and overdue, the longest first"),
    "late": mark("what was finished late"),
    "short_of_target": mark("what was finished short of its target"),
    "extended": mark("what was given another due date"),
    "held": mark("what is suspended or cancelled"),
    "causes": mark("causes: the heading"),
    "objective_causes": mark("causes from outside, and difficulties that bodies name"),
    "subjective_causes": mark("causes of one's own"),
    "lessons": mark("lessons: a place where the office writes"),
    "outlook": mark("the period to come: a place where the office writes"),
    "next_work": mark("work of the next period: the heading"),
    "focus": mark("what comes first: a place where the office writes"),
    "coming": mark("what falls due in the next period, a row for each activity"),
    "left": mark("what is overdue and to be finished"),
    "recommendations": mark("recommendations, and a place for others"),
}
ANNEXES = {
    "coming": mark("work due in the next period"),
    "further": mark("work due in other periods that the body only counts"),
    "ongoing": mark("what is ongoing, and has no due date"),
    "by_field": mark("figures by field of work"),
}
CHARTS = {
    "bars": mark("bars of the plans: what has fallen due, by how it stands"),
    "curve": mark("the curve of progress over the whole period"),
}
PARTS = {
    "opening": mark("legal basis and opening sentence"),
    "results": mark("results: the figures in sentences"),
    "by_year": mark("figures by year, of a period longer than one"),
    "by_plan": mark("figures by plan"),
    "by_content": mark("figures by content"),
    "by_field": mark("figures by field of work"),
    "finished": mark("what was finished in the period"),
    "ongoing": mark("what is ongoing, and has no due date"),
    "shortcomings": mark("shortcomings: the heading"),
    "overdue": mark("what was due in the period and is overdue"),
    "late": mark("how many were finished late"),
    "overdue_before": mark("what is overdue from earlier periods"),
    "held": mark("what is suspended or cancelled"),
    "difficulties": mark("difficulties, and a place for other shortcomings"),
    "coming": mark("work of the next period"),
    "left": mark("what is overdue and to be finished"),
    "recommendations": mark("recommendations, and a place for others"),
}
