"""What a start may load: seen from outside, in a fresh process."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SLOW = {
    "Stemmer", "ahocorasick", "fontpkg", "importlib.metadata", "markdown", "nh3", "rapidfuzz",
    "textstat", "yaml",
}  # fmt: skip
"""Each costs more of a start than all that the window does itself."""
UNASKED = {
    "immuno_reader.library.literal",
    "immuno_reader.ui.card.card",
    "immuno_reader.ui.note_card.card",
    "immuno_reader.ui.reading.find_bar",
    "immuno_reader.ui.reading.offers",
    "immuno_reader.ui.reading.selection_bar",
    "immuno_reader.ui.swatches",
}
"""What nobody needs before they first look for something, select words or keep them."""
LEAVING = {"socket", "ssl", "http", "http.client", "PySide6.QtNetwork", "PySide6.QtWebEngineCore"}

OPEN_WINDOW = """
import json, sys
from PySide6.QtWidgets import QApplication
from immuno_reader.app import open_reader, prepare_application
from immuno_reader.assets import resource

application = QApplication([])
prepare_application(application)
desk = open_reader([resource("packs", "immunotherapy")])
desk.window.show()
application.processEvents()
assert not desk.window.grab().isNull()
print(json.dumps(sorted(sys.modules)))
desk.window.close()
"""
RUN_COMMAND = """
import contextlib, io, json, sys
from immuno_reader.cli import main

with contextlib.redirect_stdout(io.StringIO()) as printed:
    code = main(sys.argv[1:])
assert code == 0 and printed.getvalue().strip(), (code, printed.getvalue())
print(json.dumps(sorted(sys.modules)))
"""
REFUSE_WINDOW = """
import contextlib, io, json, sys
from immuno_reader.cli import main

with contextlib.redirect_stderr(io.StringIO()) as said:
    code = main(sys.argv[1:])
assert code == 2 and "nowhere" in said.getvalue(), (code, said.getvalue())
print(json.dumps(sorted(sys.modules)))
"""


def modules_after(program: str, *arguments: str) -> set[str]:
    """Run a program in a fresh process; return the modules that it printed."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_window_loads_nothing_slow_and_nothing_that_leaves_the_computer() -> None:
    cold = modules_after(OPEN_WINDOW)
    warm = modules_after(OPEN_WINDOW)
    assert "PySide6.QtWidgets" in warm
    assert cold & (SLOW | LEAVING) == set()
    assert warm & (SLOW | LEAVING) == set()
    assert not {name for name in cold | warm if name.startswith("immuno_reader.publishing")}
    assert not {name for name in cold | warm if name in UNASKED}


@pytest.mark.parametrize(
    "command",
    [
        ("contents",),
        ("define", "antibody"),
        ("search", "antibody"),
        ("section", "what-immunotherapy-is", "--text"),
        ("bookmarks", "add", "what-immunotherapy-is", "--note", "Ask."),
        ("bookmarks", "list"),
        ("bookmarks", "export", "--to", "html"),
        ("bookmarks", "import", str(ROOT / "tests" / "formats" / "bookmarks-2.json")),
        ("bookmarks", "verify"),
        ("bookmarks", "repair"),
    ],
    ids=" ".join,
)
def test_a_command_needs_no_qt(command: tuple[str, ...]) -> None:
    loaded = modules_after(RUN_COMMAND, *command)
    assert not {name for name in loaded if name.startswith(("PySide6", "shiboken6"))}


def test_other_commands_wait_for_nothing_that_is_kept() -> None:
    loaded = modules_after(RUN_COMMAND, "define", "antibody")
    assert not {name for name in loaded if name.startswith("immuno_reader.shelf")}


def test_a_window_asked_for_in_the_usual_way_waits_for_no_argparse() -> None:
    assert "argparse" not in modules_after(REFUSE_WINDOW, "--section", "nowhere")
    assert "argparse" in modules_after(REFUSE_WINDOW, "--section=nowhere")
