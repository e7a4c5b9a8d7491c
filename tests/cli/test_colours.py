"""Whether answers are coloured: the command line first, then the environment."""

from collections.abc import Mapping

import pytest

from coordplan.cli.colours import colour_wanted


@pytest.mark.parametrize(
    ("option", "environment", "wanted"),
    [
        pytest.param("auto", {}, "auto", id="nothing said"),
        pytest.param("auto", {"NO_COLOR": "1"}, "never", id="NO_COLOR"),
        pytest.param("auto", {"NO_COLOR": ""}, "auto", id="an empty NO_COLOR says nothing"),
        pytest.param("auto", {"FORCE_COLOR": "1"}, "always", id="FORCE_COLOR"),
        pytest.param("auto", {"FORCE_COLOR": "0"}, "auto", id="FORCE_COLOR=0 forces nothing"),
        pytest.param("auto", {"CLICOLOR_FORCE": "1"}, "always", id="CLICOLOR_FORCE"),
        pytest.param("auto", {"CLICOLOR": "0"}, "never", id="CLICOLOR=0"),
        pytest.param("auto", {"CLICOLOR": "1"}, "auto", id="CLICOLOR=1 is as usual"),
        pytest.param("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, "never", id="NO_COLOR before FORCE_COLOR"),
        pytest.param("auto", {"FORCE_COLOR": "1", "CLICOLOR": "0"}, "always", id="FORCE_COLOR before CLICOLOR"),
        pytest.param("always", {"NO_COLOR": "1"}, "always", id="--color always before NO_COLOR"),
        pytest.param("never", {"FORCE_COLOR": "1"}, "never", id="--color never before FORCE_COLOR"),
    ],
)
def test_the_line_goes_before_no_color_and_that_before_force_color(
    option: str, environment: Mapping[str, str], wanted: str
) -> None:
    assert colour_wanted(option, environment) == wanted
