"""Definitions in YAML: files to values and problems, values to files, and the schema for editors."""

from coordplan.definitions.reading import (
    ActivityReading,
    DefinitionsReading,
    neighbours,
    parse_activities,
    parse_activity,
    read_definitions,
)
from coordplan.definitions.schema import definitions_schema
from coordplan.definitions.writer import activity_fields, write_definitions

__all__ = [
    "ActivityReading",
    "DefinitionsReading",
    "activity_fields",
    "definitions_schema",
    "neighbours",
    "parse_activities",
    "parse_activity",
    "read_definitions",
    "write_definitions",
]
