"""The release of PySide6 that the locks name is one that can be left running all day."""

import sys

from PySide6.QtCore import QObject


def test_qt_may_answer_with_nothing_for_ever(qapp: object) -> None:
    # PySide6 6.12.0 on Python 3.11 gives back a reference to None that it never took, each time.
    lonely = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        lonely.parent()
    assert sys.getrefcount(None) > before - 500
