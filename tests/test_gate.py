"""Format, lint and types, so that one command checks everything."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["ruff", "format", "--check", "."], id="everything is formatted"),
        pytest.param(["ruff", "check", "."], id="lint has nothing to say"),
        pytest.param(["mypy"], id="types fit"),
    ],
)
def test_the_gate_is_open(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
