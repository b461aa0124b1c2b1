"""What every part of the window is tested with."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from immuno_reader.ui.theme import load_fonts


@pytest.fixture(scope="session")
def typeface(qapp: QApplication) -> None:
    """Make the reader's typeface known, as the program does when it starts."""
    fonts = find_spec("fontpkg_atkinson_hyperlegible")
    assert fonts is not None
    assert fonts.origin is not None
    load_fonts(Path(fonts.origin).parent / "files")
