"""The topics of the manual, each by its name in either language, in the order in which they are read."""

from coordplan.text.language import language
from coordplan.text.language import translate as _

# By the name in English, the name in Vietnamese; none is the name of a command
TOPICS = {
    "start": "bat-dau",
    "day": "mot-ngay",
    "months": "thang-quy-nam",
    "annexes": "phu-luc",
    "definitions": "khai-bao",
    "collecting": "thu-bao-cao",
    "reports": "bao-cao",
    "figures": "so-lieu",
    "corrections": "sua-sai",
    "next-program": "ky-sau",
    "two-computers": "hai-may",
    "backups": "sao-luu",
    "schedule": "lich-chay",
    "json-csv": "json-csv",
    "data-file": "tep-du-lieu",
    "speed": "toc-do",
    "install": "cai-dat",
}


def topic_name(topic: str) -> str:
    """Return the name of a topic in the language in use; raises KeyError for one that there is not."""
    return TOPICS[topic] if language() == "vi" else topic


def topic_line(topic: str) -> str:
    """Return the line that says where the manual has more."""
    return _("Manual: coordplan help {topic}").format(topic=topic_name(topic))
