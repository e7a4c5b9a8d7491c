"""The schema takes what the parser takes from the shipped files, and refuses what is plainly wrong."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from coordplan.definitions.json_schema import definitions_schema
from coordplan.definitions.reading import read_definitions
from coordplan.definitions.writer import write_definitions

# Part of it is a library of its own for each system, which wine does not load
jsonschema = pytest.importorskip("jsonschema", exc_type=ImportError)
Draft202012Validator = jsonschema.Draft202012Validator
SHIPPED = Path(__file__).parents[2] / "plans"
SCHEMA = definitions_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def as_an_editor_sees(text: str) -> Any:
    """Return a file with the types of YAML, days as text."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            # YAML 1.1 takes the key "on" for a truth value; editors' servers read 1.2
            return {"on" if key is True else key: plain(each) for key, each in value.items()}
        if isinstance(value, list):
            return [plain(each) for each in value]
        return value.isoformat() if isinstance(value, date) else value

    return plain(yaml.safe_load(text))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.name)
def test_the_shipped_files_keep_to_the_schema(path: Path) -> None:
    assert [fault.message for fault in VALIDATOR.iter_errors(as_an_editor_sees(path.read_text("utf-8")))] == []


def test_written_files_keep_to_the_schema() -> None:
    for text in write_definitions(read_definitions([SHIPPED]).definitions).values():
        assert VALIDATOR.is_valid(as_an_editor_sees(text))


@pytest.mark.parametrize(
    "day", ["2022-6-5", "5/6/2022", "5-6-2022", "5.6.22", "5 tháng 6 năm 2022", "ngày 5 tháng 6 năm 2022"]
)
def test_a_day_may_be_written_as_it_is_read(day: str) -> None:
    assert VALIDATOR.is_valid({"calendar": [{"year": 2022, "days_off": [{"on": day}]}]})


PLAN = "plan: {id: a, program: b, title: c, partner: d}\n"
ROW = "{id: a-1, title: b, content: nd1, lead: c, due: 2022-06-30}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("plan: {id: a}\n", id="fields missing"),
        pytest.param(PLAN + "calendar: []\n", id="two kinds"),
        pytest.param(PLAN.replace("id: a", "id: A"), id="an id in capitals"),
        pytest.param(PLAN.replace("title", "tittle"), id="an unknown field"),
        pytest.param(PLAN + f"activities: [{ROW.replace('c,', 'c, weight: heavy,')}]\n", id="a number in words"),
        pytest.param(PLAN + f"activities: [{ROW.replace('due:', 'due_day: 32, due:')}]\n", id="a day beyond the month"),
        pytest.param(PLAN + "activities: {a: b}\n", id="a mapping for a list"),
        pytest.param("calendar: [{year: 2022, days_off: [{on: someday}]}]\n", id="a day in words"),
        pytest.param("[]", id="a list"),
    ],
)
def test_the_schema_refuses(text: str) -> None:
    assert VALIDATOR.is_valid(as_an_editor_sees(PLAN + f"activities: [{ROW}]\n"))
    assert not VALIDATOR.is_valid(as_an_editor_sees(text))
