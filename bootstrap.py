#!/usr/bin/env python3
"""Start Immuno Reader from a checkout, or run its tests, with nothing but Python to begin with.

    python3 bootstrap.py                the window; what follows is passed to the reader
    python3 bootstrap.py section side-effects --text
    python3 bootstrap.py setup          only install, start nothing
    python3 bootstrap.py test           the tests; what follows is passed to pytest

The first run makes the folder .venv and installs the locked packages into it. Later runs reach for
no network. A folder "wheels" beside this file is used instead of the network when there is one.
"""

# Old Pythons must be able to read this file, to be told so: no f-strings, no new syntax.

import ctypes
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

NEEDS = (3, 11)
ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = ENVIRONMENT / "installed.json"
WHEELS = ROOT / "wheels"
READER_LOCK = ROOT / "requirements.lock"
TESTS_LOCK = ROOT / "requirements-dev.lock"

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
"""Libraries of the system without which Qt cannot be imported, and their Debian packages."""
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libpulse.so.0": "libpulse0",
    "libspeechd.so.2": "libspeechd2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Those without which Qt cannot open a window on an X11 screen, or say a word aloud."""


WARM_UP = "from immuno_reader.ui.hurry import hurry; hurry()"
"""Puts what PySide would compile at each start into a cache."""


class SetupError(Exception):
    """The reader cannot be installed here; the text says why and what to do."""


def say(text: str) -> None:
    """Tell the person what goes on, apart from what the reader itself prints."""
    print("bootstrap: " + text, file=sys.stderr, flush=True)


def run(*command: str) -> int:
    """Run a program of the set-up, its chatter kept off standard output."""
    return subprocess.call(command, cwd=str(ROOT), stdout=sys.stderr)


def is_debian_root() -> bool:
    """Return whether packages of the system can be installed from here."""
    return os.name == "posix" and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install_system_packages(names: "list[str]") -> bool:
    """Install Debian packages; return whether that worked."""
    say("installing from Debian: " + " ".join(names))
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    run("apt-get", "update", "-q")
    return run("apt-get", "install", "-y", "-q", "--no-install-recommends", *names) == 0


def missing_libraries(libraries: "dict[str, str]") -> "list[str]":
    """Return the Debian packages of the libraries that this system does not have."""
    missing = []
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def ensure_qt_libraries() -> None:
    """See to the system libraries that Qt's own packages do not bring along on Linux.

    Raises:
        SetupError: Qt cannot even be imported without those that are missing.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries(dict(QT_LIBRARIES, **WINDOW_LIBRARIES))
    if missing and is_debian_root() and install_system_packages(missing):
        missing = missing_libraries(dict(QT_LIBRARIES, **WINDOW_LIBRARIES))
    if not missing:
        return
    advice = "On Debian or Ubuntu: sudo apt-get install " + " ".join(missing)
    if missing_libraries(QT_LIBRARIES):
        raise SetupError("this system lacks libraries that Qt needs. " + advice)
    say("a window on an X11 screen, and speech, need more libraries. " + advice)


def fingerprint(lock: Path) -> str:
    """Return what an installation was made from, to see whether it is still that."""
    digest = hashlib.sha256(str(ROOT).encode("utf-8", "surrogateescape"))
    for file in (lock, ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def installed() -> "dict[str, str]":
    """Return the fingerprints of the locks that .venv holds, by name."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8")) if PYTHON.exists() else {}
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def make_environment() -> None:
    """Make a fresh .venv.

    Raises:
        SetupError: Python came without what that needs, or the folder cannot be written.
    """
    try:
        import ensurepip  # noqa: F401  Debian ships it apart
        import venv
    except ImportError:
        package = "python{}.{}-venv".format(*sys.version_info)
        if not (is_debian_root() and install_system_packages([package])):
            advice = "On Debian or Ubuntu: sudo apt-get install " + package
            raise SetupError("this Python came without venv. " + advice) from None
        import venv
    say("making .venv")
    try:
        venv.create(str(ENVIRONMENT), clear=True, with_pip=True, symlinks=os.name != "nt")
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError("the folder .venv cannot be made: {}".format(error)) from error


def install(lock: Path) -> bool:
    """Bring .venv to what a lock says; return False where it was so already.

    Raises:
        SetupError: that did not work.
    """
    present = installed()
    wanted = fingerprint(lock)
    if present.get(lock.name) == wanted:
        return False
    if PYTHON.exists() and present:
        STAMP.unlink()
    else:
        make_environment()
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    pip += [] if sys.stderr.isatty() else ["--quiet"]
    local = ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []
    say("installing the packages of {}; the first time takes some minutes".format(lock.name))
    if run(*pip, *local, "--only-binary", ":all:", "--require-hashes", "-r", str(lock)):
        raise SetupError(
            "the packages could not be installed; pip says why above. Without a network, see "
            '"Installing without a network" in README.md.'
        )
    if run(*pip, "--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT)):
        raise SetupError("the reader itself could not be installed; pip says why above.")
    # The tests' lock holds all that the reader's does, at the same versions.
    locks = {lock, READER_LOCK}
    STAMP.write_text(json.dumps({item.name: fingerprint(item) for item in locks}), encoding="utf-8")
    return True


def compile_code() -> None:
    """Compile the reader once and for all who start it, also those who may not write here."""
    environment = {key: os.environ[key] for key in os.environ if key != "PYTHONDONTWRITEBYTECODE"}
    for command in (["-m", "compileall", "-q", "immuno_reader"], ["-c", WARM_UP]):
        # What is not compiled now is compiled at the first start.
        subprocess.call(
            [str(PYTHON), *command],
            cwd=str(ROOT),
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def start(*arguments: str) -> int:
    """Run a module in .venv as if it had been typed; return its exit code."""
    process = subprocess.Popen([str(PYTHON), "-m", *arguments])
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while True:
        try:
            code = process.wait()
            break
        except KeyboardInterrupt:  # the program got it as well and is closing
            continue
    if code == -signal.SIGABRT and not (os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}):
        say("there is no screen here for a window. Commands such as `contents` work without one.")
    return code if code >= 0 else 128 - code


def main(arguments: "list[str]") -> int:
    """Do what was asked for; return the exit code."""
    command = arguments[0] if arguments and arguments[0] in ("setup", "test") else ""
    try:
        is_new = install(TESTS_LOCK if command == "test" else READER_LOCK)
        ensure_qt_libraries()
    except SetupError as error:
        say(str(error))
        return 1
    if is_new:
        compile_code()
    if command == "setup":
        say("ready: python3 bootstrap.py starts the reader")
        return 0
    if command == "test":
        os.chdir(str(ROOT))
        return start("pytest", *arguments[1:])
    return start("immuno_reader", *arguments)


if __name__ == "__main__":
    if sys.version_info < NEEDS:
        say("Immuno Reader needs Python {}.{} or newer.".format(*NEEDS))
        say("This is Python {}.{}, at {}.".format(*sys.version_info[:2], sys.executable))
        sys.exit(1)
    sys.exit(main(sys.argv[1:]))
