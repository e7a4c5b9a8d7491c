"""The JSON Schema of the definitions, for editors; made of the same tables as the parser.

Editors hand it real YAML types: ``2022-06-30`` arrives as text or as a date that is checked as text, ``01`` and ``12``
as numbers, so number fields take both numbers and text in which the parser reads one.
"""

import json
from collections.abc import Sequence

from coordplan.definitions.field import ADDRESS_FORM, LONGEST_ADDRESS
from coordplan.definitions.fields import CONTINUED_FORM, FILES, ID_FORM, LONGEST_ID, MOST_ENTRIES, Field

Schema = dict[str, object]

_DAY = r"^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([/.-])\d{1,2}\2(\d{2}|\d{4})|(ngày )?\d{1,2} tháng \d{1,2} năm \d{4})$"
_NUMBER = r"^-?\d{1,15}([.,]\d{1,20})?$"
_ID: Schema = {"$ref": "#/$defs/id"}


def definitions_schema() -> dict[str, object]:
    """Return the schema (draft 2020-12) of one file of definitions, of any of the kinds."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "coordplan.schema.json",
        "title": "coordplan definitions",
        "description": "A program, its organizations, its calendar, the office that reports, or one of the plans",
        "type": "object",
        "oneOf": [{"$ref": f"#/$defs/{kind}_file"} for kind in FILES],
        "$defs": {
            **{
                f"{kind}_file": _mapping(f"A file with: {', '.join(f.key for f in fields)}", fields)
                for kind, fields in FILES.items()
            },
            "id": {"type": "string", "pattern": f"^{ID_FORM}$", "maxLength": LONGEST_ID},
            "day": {"type": "string", "pattern": _DAY},
            "number": {"oneOf": [{"type": "number"}, {"type": "string", "pattern": _NUMBER}]},
        },
    }


def schema_text() -> str:
    """Return the schema as it is printed and written."""
    return json.dumps(definitions_schema(), ensure_ascii=False, indent=2) + "\n"


def _mapping(about: str, fields: Sequence[Field]) -> Schema:
    schema: Schema = {
        "type": "object",
        "description": about,
        "properties": {field.key: _titled(field) for field in fields},
        "additionalProperties": False,
    }
    required = [field.key for field in fields if field.required]
    if required:
        schema["required"] = required
    return schema


def _titled(field: Field) -> Schema:
    schema = {"title": field.key.replace("_", " "), "description": field.about}
    wanted = _of(field)
    if field.required:
        return {**schema, **wanted}
    return {**schema, "anyOf": [wanted, {"type": "null"}]}


def _of(field: Field) -> Schema:
    # A title such as 2024 arrives as a number, and is text all the same
    text: Schema = {"type": ["string", "number", "boolean"], "maxLength": field.longest}
    limits: Schema = {"minimum": field.low, "maximum": field.high}
    match field.kind:
        case "id" | "day":
            return {"$ref": f"#/$defs/{field.kind}"}
        case "ids":
            return _one_or_several(_ID)
        case "line" | "text":
            return text
        case "address":
            return {"type": "string", "pattern": f"^{ADDRESS_FORM}$", "maxLength": LONGEST_ADDRESS}
        case "lines":
            return _one_or_several(text)
        case "deadline":
            examples = ["2022-06-30", "Quý II/2022", "Trước ngày 15/12/2022"]
            return _one_or_several({"type": "string", "minLength": 1, "examples": examples})
        case "year_days":
            return _one_or_several({"type": "string", "minLength": 3, "examples": ["31/5"]})
        case "every":
            return {"anyOf": [{"enum": list(field.choices)}, {"type": "string", "minLength": 4}]}
        case "yes":
            return {"anyOf": [{"type": "boolean"}, {"enum": ["true", "false", "yes", "no", "có", "không"]}]}
        case "count":
            return {"anyOf": [{"type": "integer", **limits}, {"type": "string", "pattern": r"^\d{1,9}$"}]}
        case "cutoff":
            return {"anyOf": [{"type": "integer", **limits}, {"const": "calendar"}]}
        case "yearly":
            by_year: Schema = {"type": "object", "patternProperties": {r"^\d{4}$": {"$ref": "#/$defs/number"}}}
            return {"anyOf": [{"$ref": "#/$defs/number"}, {**by_year, "minProperties": 1}]}
        case "number" if field.low is None:
            return {"$ref": "#/$defs/number"}
        case "number":
            return {"oneOf": [{"type": "number", **limits}, {"type": "string", "pattern": _NUMBER}]}
        case "choice":
            return {"enum": list(field.choices)}
        case "continued":
            return {"type": "string", "pattern": f"^{CONTINUED_FORM}$"}
        case "pairs":
            return {"type": "object", "propertyNames": _ID, "additionalProperties": _ID}
        case "titles":
            return {"type": "object", "propertyNames": _ID, "additionalProperties": text}
        case "nested" | "definition" | "texts":
            return _mapping(field.about, field.fields)
        case "many":
            return {"type": "array", "items": _mapping(field.about, field.fields)}


def _one_or_several(one: Schema) -> Schema:
    return {"anyOf": [one, {"type": "array", "items": one, "maxItems": MOST_ENTRIES}]}
