"""What every test starts from: no screen, no network, a profile and a cache of its own."""

import os
import socket
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
os.environ.pop("QT_SCALE_FACTOR", None)
os.environ.pop("QT_QPA_PLATFORMTHEME", None)

from typing import TYPE_CHECKING, NoReturn

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# How long an example takes says nothing on a shared machine; CI must give the same answer twice.
hypothesis.settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("project")


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> "Path":
    """Return a cache folder for the whole run, so that the handbook is compiled once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def profile(
    tmp_path_factory: pytest.TempPathFactory, shared_cache: "Path", monkeypatch: pytest.MonkeyPatch
) -> "Path":
    """Give the test, and every process that it starts, a fresh profile; return its folder.

    A test of the cache itself sets ``IMMUNO_READER_CACHE`` again.
    """
    folder = tmp_path_factory.mktemp("profile")
    monkeypatch.setenv("IMMUNO_READER_PROFILE", str(folder))
    monkeypatch.setenv("IMMUNO_READER_CACHE", str(shared_cache))
    return folder


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> "Iterator[None]":
    """Fail the test if anything in it reaches for the network."""
    attempts: list[str] = []

    def refuse(address: object, *_: object) -> NoReturn:
        attempts.append(repr(address))
        raise OSError("no network in tests")

    for method in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, method, lambda _self, *given: refuse(*given))
    yield
    assert not attempts, f"the network was reached for: {', '.join(attempts)}"


@pytest.fixture(autouse=True)
def no_leftovers() -> "Iterator[None]":
    """Leave Qt's one application as a test found it: no window, no look.

    A window that stays costs every later test, as each is styled anew with the application.
    """
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFontDatabase, QPalette
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    application.processEvents()  # what was on its way to a window shall find it
    for widget in application.topLevelWidgets():
        if widget.parent() is None:
            widget.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    application.setStyleSheet("")
    application.setPalette(QPalette())
    application.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
