"""Where one reader's things are."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

_VARIABLE = "IMMUNO_READER_PROFILE"


class Profile(NamedTuple):
    """The folder that holds what one reader keeps. Copy it, and all of it has moved."""

    folder: Path
    is_writable: bool
    """False where nothing can be kept: reading goes on, and marks last until the end."""

    @property
    def bookmarks(self) -> Path:
        """The file of bookmarks."""
        return self.folder / "bookmarks.json"

    @property
    def settings(self) -> Path:
        """The file of settings."""
        return self.folder / "settings.json"

    @property
    def session(self) -> Path:
        """The file that brings the reader back as it was left."""
        return self.folder / "session.json"

    @property
    def backups(self) -> Path:
        """The folder with earlier copies of the bookmarks."""
        return self.folder / "backups"

    @property
    def log(self) -> Path:
        """The file with the details of what nobody foresaw."""
        return self.folder / "immuno-reader.log"


def program_folder() -> Path:
    """Return the folder that the program lies in: of the executable, or of the checkout."""
    is_frozen = getattr(sys, "frozen", False)
    return Path(sys.executable).parent if is_frozen else Path(__file__).parents[2]


def open_profile(folder: Path | None = None, *, program: Path | None = None) -> Profile:
    """Return the profile to use, and make its folder.

    Args:
        folder: the folder asked for. Without, it is the one that ``IMMUNO_READER_PROFILE`` names,
            else a folder ``portable`` beside the program, else the usual one of the system.
        program: where the program lies, if not where it seems to.
    """
    chosen = _chosen(folder, program)
    return Profile(chosen, is_writable=_can_be_written(chosen))


def find_profile(folder: Path | None = None) -> Profile:
    """Return the profile to use without making or writing anything, to look at what it holds."""
    return Profile(_chosen(folder, None), is_writable=False)


def _chosen(folder: Path | None, program: Path | None) -> Path:
    chosen = folder or _named() or _portable(program or program_folder()) or _usual()
    return Path(os.path.abspath(chosen.expanduser()))  # noqa: PTH100  resolve() follows links


def _named() -> Path | None:
    name = os.environ.get(_VARIABLE, "").strip()
    return Path(name) if name else None


def _portable(program: Path) -> Path | None:
    folder = program / "portable"
    return folder if folder.is_dir() else None


def _usual() -> Path:
    from platformdirs import user_data_path

    return user_data_path("immuno-reader", appauthor=False, roaming=False)


def _can_be_written(folder: Path) -> bool:
    """Return whether a file can be made; permissions alone do not tell on every system."""
    trial = folder / f".trial-{os.urandom(6).hex()}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        trial.touch(exist_ok=False)
        trial.unlink()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return False
    return True
