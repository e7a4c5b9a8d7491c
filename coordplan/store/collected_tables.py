"""The tables of what went out to organizations and what came back, and of periods that are closed."""

from coordplan.store.table import Table

FORMS = Table(
    "forms",  # what went out to an organization, to be filled in for a period
    {
        "id": int,
        "period": str,
        "organization": str,
        "made_on": str,  # the day whose standings it shows
        "seen": int,  # the last change that it shows
        "send_by": str,
        "file_name": str,
        "checksum": str,  # of what it says
        "asked": str,  # the occurrences to be answered, as a list
        "not_due": str,  # and those that stand beside them
    },
    ("id", "period", "organization", "made_on", "seen", "file_name", "checksum"),
)
RETURNS = Table(
    "returns",  # what came back
    {
        "id": int,
        "period": str,
        "organization": str,
        "file_name": str,
        "file_digest": str,  # SHA-256 of the bytes
        "form_checksum": str,  # of the form that was filled in
        "received_on": str,
        "outcome": str,  # accepted | partly | sent_back
        "rows": int,  # that came back
        "taken_in": int,
        "sent_back": int,
    },
    (
        "id",
        "period",
        "organization",
        "file_name",
        "file_digest",
        "received_on",
        "outcome",
        "rows",
        "taken_in",
        "sent_back",
    ),
)
RETURN_ROWS = Table(
    "return_rows",  # what it says of each occurrence
    {
        "id": int,
        "return_id": int,
        "occurrence_id": str,
        "answer": str,  # answered | blank | not_due
        "said": str,  # progress as it was understood: 60%, 12, done; no: not done
        "done_on": str,
        "evidence": str,
        "difficulties": str,
        "recommendations": str,
        "outcome": str,  # taken_in | held_back | unchanged | nothing | ours | sent_back
        "fault": str,  # why it was sent back, for whoever filled it in
    },
    ("id", "return_id", "occurrence_id", "answer", "outcome"),
)
CLOSINGS = Table(
    "closings",  # reporting periods whose figures stand
    {"id": str, "closed_on": str},  # the period's key
    ("id", "closed_on"),
)
# What is told of them is no news about any activity
COLLECTED = (FORMS, RETURNS, RETURN_ROWS, CLOSINGS)
