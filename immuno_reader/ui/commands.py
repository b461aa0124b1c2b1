"""All that the menus can do, in one list."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu, QMenuBar


class Command(NamedTuple):
    """A row of a menu."""

    name: str
    path: tuple[str, ...]
    """The menus that it stands in, the outermost first."""
    keys: str
    """Its shortcut as the system writes it, or empty."""
    is_on: bool | None
    """Whether it is switched on or chosen; None where there is nothing to switch."""
    is_choice: bool
    """Whether it is one of several, of which one is chosen."""
    action: "QAction"


def commands_of(bar: "QMenuBar") -> tuple[Command, ...]:
    """Return what the menus of a bar offer now, in their order."""
    found: list[Command] = []
    for action in bar.actions():
        menu = _menu_of(action)
        if menu is not None and action.isVisible():
            found += _commands(menu, (shown_words(action.text()),))
    return tuple(found)


def _commands(menu: "QMenu", path: tuple[str, ...]) -> "Iterator[Command]":
    menu.aboutToShow.emit()  # some menus are filled only when they are opened
    for action in menu.actions():
        if action.isSeparator() or not (action.isVisible() and action.isEnabled()):
            continue
        inner, name = _menu_of(action), shown_words(action.text())
        if inner is not None:
            yield from _commands(inner, (*path, name))
            continue
        group = action.actionGroup()
        yield Command(
            name,
            path,
            action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            action.isChecked() if action.isCheckable() else None,
            group is not None and group.isExclusive(),
            action,
        )


def _menu_of(action: "QAction") -> "QMenu | None":
    from PySide6.QtWidgets import QMenu

    menu = action.menu()
    return menu if isinstance(menu, QMenu) else None


def shown_words(text: str) -> str:
    """Return the text of an action as it is read, without the marks of its mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
