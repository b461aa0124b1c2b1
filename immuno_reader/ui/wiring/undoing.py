"""Undo and Redo of what is kept, and what is said of it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from immuno_reader.shelf.changes import InTurn, PutBack
from immuno_reader.ui.actions import Act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from immuno_reader.shelf.changes import Change, ChangeKind, Inverse
    from immuno_reader.shelf.item import Item
    from immuno_reader.ui.desk import Desk


def connect_undoing(desk: "Desk") -> None:
    """Connect Undo and Redo, in the menu and beside a message."""
    window = desk.window
    undo, redo = window.actions_[Act.UNDO], window.actions_[Act.REDO]
    undo.triggered.connect(partial(_take_back, desk))
    redo.triggered.connect(partial(_do_again, desk))
    window.notice.undo_requested.connect(partial(_take_back, desk))
    desk.undo.changed.connect(window.notice.withdraw_undo)
    desk.undo.changed.connect(lambda: undo.setEnabled(desk.undo.can_undo))
    desk.undo.changed.connect(lambda: redo.setEnabled(desk.undo.can_redo))
    undo.setEnabled(False)
    redo.setEnabled(False)


def _take_back(desk: "Desk") -> None:
    if change := desk.undo.undo(desk.shelf().undo):
        desk.window.notice.say(_said(_tr("Taken back."), change, desk))


def _do_again(desk: "Desk") -> None:
    if change := desk.undo.redo(desk.shelf().undo):
        desk.window.notice.say(_said(_tr("Done again."), change, desk))


def _said(what: str, change: "Change", desk: "Desk") -> str:
    """Return what has become of what."""
    from immuno_reader.shelf.naming import named

    items = list(_items(change, desk))
    if not items:
        return what
    of_one, of_several = _become(change.kind)
    become = of_one.format(named(items[0])) if len(items) == 1 else of_several.format(len(items))
    return f"{what} {become}"


def _items(change: "Change", desk: "Desk") -> "Iterator[Item]":
    gone = {item.id: item for item in _put_back(change.inverse)}
    for id in change.ids:
        if item := desk.shelf().get(id) or gone.get(id):
            yield item


def _put_back(inverse: "Inverse | None") -> "Iterator[Item]":
    match inverse:
        case PutBack():
            for spot in inverse.spots:
                yield spot.item
        case InTurn():
            for step in inverse.steps:
                yield from _put_back(step)


def _become(kind: "ChangeKind") -> tuple[str, str]:
    """Return what is said of one thing, and of several."""
    match kind:
        case "added":
            return _tr("Kept: {0}"), _tr("Kept: {0} things.")
        case "removed":
            return _tr("No longer kept: {0}"), _tr("No longer kept: {0} things.")
        case "moved":
            return _tr("Moved: {0}"), _tr("Moved: {0} things.")
        case _:
            return _tr("Changed: {0}"), _tr("Changed: {0} things.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Undoing", text)
