"""Rules about chains: what waits for what, and who came after whom, must not lead back to itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from coordplan.definitions.definition_set import Definition, DefinitionSet
from coordplan.definitions.problems import ProblemList
from coordplan.definitions.rules.scope import Scope
from coordplan.text.language import translate as _


def check_activities_wait_in_order(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    of_one = _("an activity cannot wait for itself")
    of_several = _("these activities wait for one another: {cycle}")
    _check_cycles("after", scope.activities, definitions.activities, of_one, of_several, problems)


def check_successors_lead_on(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    of_one = _("an organization cannot come after itself")
    of_several = _("these organizations come after one another: {cycle}")
    _check_cycles("successors", scope.organizations, definitions.organizations, of_one, of_several, problems)


def _check_cycles(
    key: str,
    by_id: Mapping[str, Any],
    definitions: Sequence[Definition[Any]],
    of_one: str,
    of_several: str,
    problems: ProblemList,
) -> None:
    """Add a problem for each cycle, at the first of its members in these files."""
    edges = {id_: getattr(value, key) for id_, value in by_id.items() if getattr(value, key)}
    placed = {each.value.id: each for each in reversed(definitions)}
    for cycle in cycles_in(edges):
        for number, id_ in enumerate(cycle):
            turned = [*cycle[number:], *cycle[:number], id_]
            ids = getattr(placed[id_].value, key) if id_ in placed else ()
            if turned[1] in ids:
                sentence = of_one if len(cycle) == 1 else of_several.format(cycle=" -> ".join(turned))
                place = placed[id_].at(key, ids.index(turned[1]))
                problems.fault("cycle", place, f"{key}: {sentence}", _("take one of these out"))
                break


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
