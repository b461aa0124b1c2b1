"""The start is quick, and what makes it so harms nothing and ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from immuno_reader.ui.embedded_code import compiled_once

ROOT = Path(__file__).parents[2]


def run(program: str, *arguments: str) -> dict[str, object]:
    """Run a program in a fresh process; return the JSON that it printed."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    answer = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(answer, dict)
    return answer


IMPORT_PYSIDE = """
import builtins, json, sys
from pathlib import Path
from immuno_reader.ui.embedded_code import compiled_once

sys.dont_write_bytecode = False
compiled, pythons_own = [], builtins.compile
def watched(source, filename, *others, **options):
    compiled.append(str(filename))
    return pythons_own(source, filename, *others, **options)
builtins.compile = watched
with compiled_once(Path(sys.argv[1])):
    import PySide6.QtCore
assert builtins.compile is watched
try:
    PySide6.QtCore.QObject().setObjectName(1.5)
    said = ""
except TypeError as error:
    said = str(error)
print(json.dumps({
    "compiled": [name for name in compiled if name.startswith("shibokensupport/")],
    "said": said,
    "signature": PySide6.QtCore.QObject.setObjectName.__doc__,
}))
"""


def test_what_pyside_carries_is_compiled_once(tmp_path: Path) -> None:
    cache = tmp_path / "deeper" / "code.shiboken"
    cold, warm = run(IMPORT_PYSIDE, str(cache)), run(IMPORT_PYSIDE, str(cache))
    assert len(list(cold["compiled"])) >= 4  # type: ignore[call-overload]
    assert warm["compiled"] == []
    assert list(cache.parent.iterdir()) == [cache]
    for found in (cold, warm):
        assert "wrong argument" in str(found["said"])
        assert "setObjectName(" in str(found["said"])
        assert "name" in str(found["signature"])
    assert cold["signature"] == warm["signature"]


@pytest.mark.parametrize("damage", ["empty", "half", "junk", "another-python", "folder"])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, damage: str) -> None:
    cache = tmp_path / "code.shiboken"
    run(IMPORT_PYSIDE, str(cache))
    whole = cache.read_bytes()
    if damage == "folder":
        cache.unlink()
        cache.mkdir()
    else:
        cache.write_bytes(
            {
                "empty": b"",
                "half": whole[: len(whole) // 2],
                "junk": whole[:4] + b"\xff" * 200,
                "another-python": b"\x00\x00\r\n" + whole[4:],
            }[damage]
        )
    assert "wrong argument" in str(run(IMPORT_PYSIDE, str(cache))["said"])
    assert cache.is_dir() or cache.read_bytes() == whole


ASK_PYSIDE = """
import json, sys
from contextlib import nullcontext
from pathlib import Path
from immuno_reader.ui.embedded_code import compiled_once

with compiled_once(Path(sys.argv[1])) if sys.argv[1:] else nullcontext():
    from PySide6.QtCore import QObject, QRect
from PySide6.support.signature import get_signature
import PySide6.support.signature.lib.pyi_generator as stubs

said = []
for wrong in (
    lambda: QObject().setObjectName(1.5),
    lambda: QObject(nothing=1),
    lambda: QObject().nothing,
    lambda: QRect("x"),
):
    try:
        wrong()
    except (AttributeError, TypeError) as error:
        said.append(str(error))
print(json.dumps({
    "said": said,
    "docs": [QObject.__doc__, QObject.setObjectName.__doc__],
    "signatures": str(get_signature(QRect)),
    "stubs": [stubs.Formatter.__name__, sorted(vars(stubs))],
}))
"""


def test_what_waits_says_the_same_when_it_is_asked(tmp_path: Path) -> None:
    as_ever = run(ASK_PYSIDE)
    assert len(list(as_ever["said"])) == 4  # type: ignore[call-overload]
    assert run(ASK_PYSIDE, str(tmp_path / "code")) == as_ever


def test_other_code_is_compiled_as_ever(tmp_path: Path) -> None:
    with compiled_once(tmp_path / "code"):
        assert eval(compile("1 + 2", "somewhere.py", "eval")) == 3
        with pytest.raises(SyntaxError):
            compile("1 +", "somewhere.py", "exec")
    assert not (tmp_path / "code").exists()


HURRY = """
import enum, gc, json, sys
from immuno_reader.ui.hurry import hurry

make = enum.EnumType._create_
steps = hurry()
during = [gc.isenabled(), enum.EnumType._create_ is make]
import PySide6.QtWidgets
import colorsys  # whatever nothing else has imported
modules = [sys.modules[name] for name in ("inspect", "tempfile", "traceback")]
waited = [module.__name__ for module in modules if hasattr(module, "__getattr__")]
for step in steps:
    step()
read = [name for name in sys.modules["linecache"].cache if "colorsys" in name]
import inspect, tempfile, traceback
print(json.dumps({
    "waited": waited,
    "source": "def getsource" in inspect.getsource(inspect) and tempfile.gettempprefix() == "tmp",
    "during": during, "read": read,
    "after": [gc.isenabled(), enum.EnumType._create_ is make],
}))
"""


def test_the_hurry_ends() -> None:
    found = run(HURRY)
    assert found["during"] == [False, False]
    assert found["after"] == [True, True]
    assert found["waited"] == ["inspect", "tempfile", "traceback"]
    assert found["source"]
    assert found["read"] == [], "PySide still reads the source of every module imported"


START = """
import enum, gc, json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from immuno_reader.cli import main

make, run = enum.EnumType._create_, QApplication.exec
def watched(*_):
    def look():
        found.update(gc=gc.isenabled(), enums=enum.EnumType._create_ is make)
        QApplication.closeAllWindows()
    QTimer.singleShot(1500, look)
    return run()
found = {}
QApplication.exec = watched
assert main(["--section", "side-effects"]) == 0
print(json.dumps(found))
"""


def test_it_is_over_once_the_page_is_there() -> None:
    assert run(START) == {"gc": True, "enums": True}


REFUSED = """
import contextlib, gc, inspect, io, json, sys
from immuno_reader.cli import main

with contextlib.redirect_stderr(io.StringIO()):
    code = main(["--section", "nowhere"])
print(json.dumps({"code": code, "collects": gc.isenabled(), "source": inspect.getsource(main)[:8]}))
"""


def test_it_ends_where_no_window_came_of_it() -> None:
    assert run(REFUSED) == {"code": 2, "collects": True, "source": "def main"}
