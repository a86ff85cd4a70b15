"""The script of a page, tested by node's own test runner where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def test_what_needs_no_document(root: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node on the path")
    run = subprocess.run(
        [node, "--test", str(HERE / "page.test.mjs")],
        env=os.environ | {"PAGE_JS": str(root / "src" / "evspec" / "pages" / "page.js")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
