"""A reader at their desk: the real window, the real handbook, a profile of its own."""

from typing import TYPE_CHECKING

import pytest

from immuno_reader.app import prepare_application
from tests.features.desk import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def start(qtbot: "QtBot") -> "Iterator[Callable[..., Reader]]":
    """Return what starts the reader; started again, it is the same person's next visit."""
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    prepare_application(application)
    readers: list[Reader] = []

    def start_reader(*packs: "Path", size: tuple[int, int] | None = None) -> Reader:
        reader = Reader(qtbot, packs, size)
        readers.append(reader)
        return reader

    yield start_reader
    for reader in readers:
        reader.quit()


@pytest.fixture
def reader(start: "Callable[..., Reader]") -> Reader:
    """Return a reader before the handbook's first section."""
    return start()
