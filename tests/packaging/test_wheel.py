"""The wheel is whole: installed alone, away from the checkout, it reads the handbook."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: "str | Path", cwd: Path, **environment: str) -> str:
    """Run a program to its end; return what it printed."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the source archive, as a packager does."""
    target = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", target, ROOT, cwd=target)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in an environment that sees this one's packages; return its programs."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(folder, with_pip=False)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    paths = 'import sysconfig; print(sysconfig.get_path("purelib"))'
    ours = run(sys.executable, "-c", paths, cwd=folder)
    theirs = Path(run(python, "-c", paths, cwd=folder).strip())
    # A folder named so has its modules seen, and its own .pth files, such as a checkout's, not.
    (theirs / "dependencies.pth").write_text(ours, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install"]
    run(*pip, "--no-index", "--no-deps", "--ignore-installed", wheel, cwd=folder)
    return programs


def test_the_wheel_carries_what_the_reader_shows(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    resources = {
        f"immuno_reader/resources/{file.relative_to(ROOT / 'resources').as_posix()}"
        for file in (ROOT / "resources").rglob("*")
        if file.is_file() and file.parent.name != "screenshots"  # those are for the README
    }
    assert resources
    assert resources <= inside
    assert "immuno_reader/py.typed" in inside
    assert not {name for name in inside if name.startswith(("tests/", "resources/"))}


def test_the_wheel_carries_both_licences(wheel: Path) -> None:
    names = {Path(name).name for name in zipfile.ZipFile(wheel).namelist()}
    assert {"LICENSE", "LICENSE-handbook"} <= names


def test_the_installed_reader_prints_a_section(installed: Path, tmp_path: Path) -> None:
    text = run(
        installed / "immuno-reader",
        "section",
        "what-immunotherapy-is",
        "--text",
        cwd=tmp_path,
        IMMUNO_READER_CACHE=str(tmp_path / "cache"),
    )
    assert "immune system" in text


def test_the_installed_reader_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = "import immuno_reader; print(immuno_reader.__file__)"
    package = Path(run(installed / "python", "-c", where, cwd=tmp_path).strip())
    assert ROOT not in package.parents
    assert package.parent.joinpath("resources", "themes", "light.json").is_file()
