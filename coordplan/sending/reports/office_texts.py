"""What a person writes into a report: the words that the office keeps, and a file of words for one report alone."""

from collections.abc import Mapping as Texts
from pathlib import Path

from coordplan.definitions.document_fields import PLACES
from coordplan.definitions.nodes import Mapping, Scalar, TextPlace, place_of
from coordplan.definitions.parse import FieldReader
from coordplan.definitions.problems import ProblemList
from coordplan.definitions.source_files import read_text
from coordplan.definitions.yaml_nodes import read_nodes
from coordplan.errors import ProblemsFound
from coordplan.model import Office
from coordplan.text.language import translate as _


def office_texts(office: Office | None, own: Texts[str, str]) -> dict[str, str]:
    """Return what stands in each place of a report, in their order: its own words, else those the office keeps."""
    found = {**dict(office.texts if office is not None else ()), **own}
    return {place.key: found[place.key] for place in PLACES if found.get(place.key)}


def read_texts(name: str) -> dict[str, str]:
    """Return the words of a file by the names of their places; raise ProblemsFound where it says anything else.

    They may stand below ``texts:``, as in office.yaml.
    """
    problems = ProblemList()
    file = read_text(Path(name), problems)
    root = None if file is None else read_nodes(file, problems)
    if isinstance(root, Mapping) and root.entries.keys() == {"texts"}:
        root = root.entries["texts"]
    found: dict[str, str] = {}
    if file is not None and isinstance(root, Mapping):
        found = FieldReader(file, problems).values(root, PLACES).attributes
    if file is not None and not found and not len(problems):
        places = ", ".join(place.key for place in PLACES)
        problems.fault(
            "no-texts",
            TextPlace(file) if root is None or (isinstance(root, Scalar) and root.empty) else place_of(file, root),
            _("there are no words for a report here"),
            _("write a place and its words, such as direction: ...; the places: {places}").format(places=places),
        )
    if len(problems):
        raise ProblemsFound(*problems.shown(100))
    return found
