"""However the reader ends, what was kept a moment before is saved first."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shelf.on_disk import records

MARK_AND_WAIT = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from immuno_reader.app import run
from immuno_reader.assets import resource
from immuno_reader.ui.actions import Act
from immuno_reader.ui.main_window import MainWindow

def mark():
    (window,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    if sys.argv[1:] == ["sheet"]:
        window.actions_[Act.SHORTCUTS].trigger()
    window.actions_[Act.BOOKMARK].trigger()
    os.write(1, b"marked\\n")
    if sys.argv[1:] == ["close"]:
        window.close()

sys.exit(run([resource("packs", "immunotherapy")], started=[lambda: QTimer.singleShot(300, mark)]))
"""


def marking(*arguments: str) -> "subprocess.Popen[str]":
    """Start the reader for real; return it at the moment when it has marked its page."""
    program = subprocess.Popen(
        [sys.executable, "-c", MARK_AND_WAIT, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "marked\n", program.communicate()[1]
    return program


@pytest.mark.fault(25)
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(
    ("name", "arguments"),
    [("SIGTERM", ()), ("SIGHUP", ()), ("SIGINT", ()), ("SIGTERM", ("sheet",)), ("", ("close",))],
    ids=["SIGTERM", "SIGHUP", "SIGINT", "SIGTERM while a sheet is open", "closing the window"],
)
def test_told_to_end_it_saves_first(profile: Path, name: str, arguments: tuple[str, ...]) -> None:
    with marking(*arguments) as program:
        if name:
            program.send_signal(signal.Signals[name])
        _, complaint = program.communicate(timeout=30)
    assert program.returncode == 0
    assert "Traceback" not in complaint
    assert len(records(profile / "bookmarks.json")) == 1
    assert json.loads((profile / "session.json").read_bytes())["current"]
