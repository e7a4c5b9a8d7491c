"""Rules about chains: what waits for what, and who came after whom, must not lead back to itself."""

from collections.abc import Callable, Mapping, Sequence

from coordplan.definitions.findings import Findings
from coordplan.definitions.gathered import Gathered, Placed
from coordplan.definitions.nodes import Place
from coordplan.definitions.rules.known import Known
from coordplan.model import Activity, Organization
from coordplan.text.language import translate as _


def check_activities_wait_in_order(gathered: Gathered, known: Known, findings: Findings) -> None:
    waits = {id_: activity.after for id_, activity in known.activities.items() if activity.after}
    placed: dict[str, Placed[Activity]] = {}
    for row in reversed(gathered.activities):
        placed[row.value.id] = row

    def at(id_: str, next_id: str) -> Place | None:
        row = placed.get(id_)
        return row.at("after", row.value.after.index(next_id)) if row and next_id in row.value.after else None

    for cycle in cycles_in(waits):
        _tell(
            "after",
            cycle,
            at,
            findings,
            _("an activity cannot wait for itself"),
            _("these activities wait for one another: {cycle}"),
        )


def check_successors_lead_on(gathered: Gathered, known: Known, findings: Findings) -> None:
    follows = {id_: body.successors for id_, body in known.organizations.items() if body.successors}
    placed: dict[str, Placed[Organization]] = {}
    for body in reversed(gathered.organizations):
        placed[body.value.id] = body

    def at(id_: str, next_id: str) -> Place | None:
        body = placed.get(id_)
        return body.at("successors", body.value.successors.index(next_id)) if body else None

    for cycle in cycles_in(follows):
        _tell(
            "successors",
            cycle,
            at,
            findings,
            _("an organization cannot come after itself"),
            _("these organizations come after one another: {cycle}"),
        )


def _tell(
    key: str,
    cycle: Sequence[str],
    at: Callable[[str, str], Place | None],
    findings: Findings,
    of_one: str,
    of_several: str,
) -> None:
    """Add the finding for one cycle, where the first of its members that stands in these files points on."""
    for number, id_ in enumerate(cycle):
        turned = [*cycle[number:], *cycle[:number], id_]
        place = at(id_, turned[1])
        if place is not None:
            sentence = of_one if len(cycle) == 1 else of_several.format(cycle=" -> ".join(turned))
            findings.fault("cycle", place, f"{key}: {sentence}", _("take one of these out"))
            return


def cycles_in(edges: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Return cycles of a graph, at least one of each knot of them, each beginning with its least id."""
    found: dict[tuple[str, ...], None] = {}
    finished: set[str] = set()
    for root in edges:
        if root in finished:
            continue
        path = [root]
        on_path = {root: 0}
        ways = [iter(edges[root])]
        while ways:
            for next_id in ways[-1]:
                if next_id in on_path:
                    cycle = path[on_path[next_id] :]
                    least = cycle.index(min(cycle))
                    found[tuple(cycle[least:] + cycle[:least])] = None
                elif next_id not in finished and next_id in edges:
                    on_path[next_id] = len(path)
                    path.append(next_id)
                    ways.append(iter(edges[next_id]))
                    break
            else:
                ways.pop()
                done = path.pop()
                del on_path[done]
                finished.add(done)
    return [list(cycle) for cycle in found]
