"""How many examples a property is tried with: a few in every run, many where somebody looks further."""

import os

from hypothesis import HealthCheck, settings

LONG = "COORDPLAN_LONG_TESTS"  # set it to anything: `pytest` then takes minutes longer
IS_LONG = LONG in os.environ


def examples(number: int) -> settings:
    """Return settings for so many examples in a long run, and a twelfth of them in any other."""
    many = number if IS_LONG else max(3, number // 12)
    return settings(max_examples=many, deadline=None, suppress_health_check=list(HealthCheck))
