"""The line that brings the libraries of the extra fits how coordplan was installed."""

from pathlib import Path

import pytest

from coordplan.text.installing import Installation, install_line, package_of, this_installation
from coordplan.text.shell import quoted_word

LIBRARIES = ("docxtpl", "openpyxl")
CLONE = Path("/home/lan/coordplan")
WHOLE = quoted_word(f"{CLONE}[office]")


@pytest.mark.parametrize(
    ("left", "found", "line"),
    [
        pytest.param(
            "",
            {"source": CLONE, "active": True},
            f"pip install {WHOLE}",
            id="a clone, venv active",
        ),
        pytest.param(
            "",
            {"source": CLONE, "editable": True, "active": True},
            f"pip install -e {WHOLE}",
            id="a clone, editable",
        ),
        pytest.param("", {"source": CLONE}, f"V/bin/python -m pip install {WHOLE}", id="venv not active"),
        pytest.param("", {"active": True}, "pip install docxtpl openpyxl", id="a wheel, or the folder is gone"),
        pytest.param("pipx_metadata.json", {"source": CLONE}, "pipx inject coordplan docxtpl openpyxl", id="pipx"),
        pytest.param(
            "uv-receipt.toml",
            {"source": CLONE, "has_pip": False},
            f"uv tool install --force {WHOLE}",
            id="uv tool",
        ),
        pytest.param(
            "uv-receipt.toml",
            {"has_pip": False},
            "uv pip install --python V/bin/python docxtpl openpyxl",
            id="uv tool, the folder is gone",
        ),
        pytest.param(
            "",
            {"source": CLONE, "editable": True, "has_pip": False},
            f"uv pip install --python V/bin/python -e {WHOLE}",
            id="a venv of uv's",
        ),
    ],
)
def test_the_line_fits_the_installation(tmp_path: Path, left: str, found: dict[str, object], line: str) -> None:
    if left:
        (tmp_path / left).touch()
    assert install_line(Installation(tmp_path, "V/bin/python", **found), LIBRARIES) == line  # type: ignore[arg-type]


@pytest.mark.parametrize(("module", "package"), [("docx", "python-docx"), ("jinja2", "Jinja2"), ("openpyxl",) * 2])
def test_a_module_is_named_as_what_is_installed(module: str, package: str) -> None:
    assert package_of(module) == package


def test_the_tests_run_from_a_folder_that_is_there() -> None:
    found = this_installation()
    assert found.source is None or (found.source / "pyproject.toml").is_file()
