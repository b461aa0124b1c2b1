"""Bookmarks: the star, the menu, and opening what is kept."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer

from immuno_reader.identity import Place
from immuno_reader.shelf.anchoring import find_anchor, nearest_place
from immuno_reader.shelf.bookmark import new_bookmark
from immuno_reader.ui.actions import ROWS, Act
from immuno_reader.ui.mark_colours import colour_name
from immuno_reader.ui.wiring.passages import chapter, short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from immuno_reader.identity import ItemId
    from immuno_reader.library.book import Section
    from immuno_reader.shelf.bookmark import Anchor, Bookmark
    from immuno_reader.shelf.changes import Change
    from immuno_reader.ui.desk import Desk
    from immuno_reader.ui.wiring.passages import Passages

_IN_MENU = 12
_COUNTING_MS = 60
"""How much later than the page the contents show what is kept."""


def connect_bookmarks(desk: "Desk", passages: "Passages") -> None:
    """Connect the star, the contents and the menu with the shelf."""
    window, news = desk.window, desk.shelf_news
    # Whoever has kept something sees first what they have kept, and then how much that is.
    painting = QTimer(window, singleShot=True, interval=0)
    counting = QTimer(window, singleShot=True, interval=_COUNTING_MS)
    painting.timeout.connect(counting.start)
    counting.timeout.connect(lambda: window.contents.set_kept(desk.shelf().counts()))
    news.changed.connect(partial(_heed, desk, painting))
    window.actions_[Act.BOOKMARK].triggered.connect(partial(_keep, desk, passages))
    window.pane.selection_changed.connect(partial(_name_action, desk))
    desk.navigator.place_shown.connect(partial(_name_action, desk))
    desk.library.replaced.connect(partial(_show_kept, desk, painting))
    desk.preferences.look_changed.connect(partial(_draw_star, desk))
    window.menus["Bookmarks"].aboutToShow.connect(partial(_list_in_menu, desk))
    _show_kept(desk, painting)


def _keep(desk: "Desk", passages: "Passages") -> None:
    if desk.window.pane.textCursor().hasSelection():
        passages.keep()
    elif kept := _kept_section(desk):
        remove_kept(desk, kept.id)
    else:
        keep_section(desk)


def keep_section(desk: "Desk") -> "Bookmark | None":
    """Keep the section that is read, if it is not, and return what is kept of it."""
    section, kept = desk.window.pane.section, _kept_section(desk)
    if section is None or kept is not None:
        return kept
    made = new_bookmark(section, chapter=chapter(desk, section))
    desk.undo.push(desk.shelf().add(made))
    desk.window.notice.say(_tr("Bookmark added: {0}").format(short(made.title)), undo=True)
    return made


def _removed(gone: "Bookmark") -> str:
    if gone.anchor:
        said = (
            _tr("Highlight and note removed: {0}") if gone.note else _tr("Highlight removed: {0}")
        )
        return said.format(short(gone.excerpt))
    said = _tr("Bookmark and note removed: {0}") if gone.note else _tr("Bookmark removed: {0}")
    return said.format(gone.name)


def recolour_kept(desk: "Desk", ids: "Sequence[ItemId]", colour: str) -> None:
    """Give some things that are kept another colour, in one step."""
    kept = filter(None, map(desk.shelf().bookmark, ids))
    new = {mark.id: {"colour": colour} for mark in kept if mark.colour != colour}
    if new:
        desk.undo.push(desk.shelf().edit_all(new))
        said = _tr("Colour changed to {0}.").format(colour_name(colour))
        desk.window.notice.say(said, undo=True)


def remove_kept(desk: "Desk", *ids: "ItemId") -> None:
    """Keep some things no longer, in one step."""
    gone = [mark for id in ids if (mark := desk.shelf().bookmark(id))]
    if not gone:
        return
    desk.undo.push(desk.shelf().remove(*(mark.id for mark in gone)))
    many = _tr("{0} bookmarks removed.").format(len(gone))
    said = many if len(gone) > 1 else _removed(gone[0])
    desk.window.notice.say(said, undo=True)


# Opening what is kept


def go_to_kept(desk: "Desk", id: "ItemId") -> None:
    """Open the section at the place that is kept, and say so where it is not as it was."""
    bookmark = desk.shelf().bookmark(id)
    if bookmark is None:
        return
    if desk.window.pane.textCursor().hasSelection():
        desk.window.pane.clear_selection()
    if _is_gone(desk, bookmark):
        _show_saved_words(desk, bookmark)
        return
    if bookmark.anchor is None:
        desk.navigator.reopen(bookmark.section)
    else:
        section = desk.library.section(bookmark.section)
        if section is None:
            desk.navigator.go_to(Place(bookmark.section))
        else:
            _show_passage(desk, bookmark, bookmark.anchor, section)
    desk.window.pane.setFocus()
    desk.window.pane.focus_mark(id)


def _is_gone(desk: "Desk", bookmark: "Bookmark") -> bool:
    contents = desk.library.contents
    return bool(contents.packs) and not contents.trail(bookmark.section)


def _show_saved_words(desk: "Desk", bookmark: "Bookmark") -> None:
    is_open = any(pack.id == bookmark.section.pack for pack in desk.library.contents.packs)
    if is_open:
        said = _tr("\u201c{0}\u201d is no longer in the book.")
    else:
        said = _tr("\u201c{0}\u201d is in a book that is not open.")
    words = (
        _tr("You kept: {0}").format(f"\u201c{bookmark.excerpt}\u201d") if bookmark.excerpt else ""
    )
    desk.window.notice.say(" ".join((said.format(bookmark.name), words)).strip(), stays=True)


def _show_passage(desk: "Desk", bookmark: "Bookmark", anchor: "Anchor", section: "Section") -> None:
    found = find_anchor(anchor, section)
    near = found.span if found else nearest_place(anchor, section)
    block = section.block_at(near.start) if near else None
    if near and block:
        desk.navigator.go_to(Place(section.ref, block.id, near.start - block.start))
    else:
        desk.navigator.go_to(Place(section.ref))
    if not anchor.may_be_in(section.language):
        text = _tr("You kept these words in another language. They stand on this page: {0}")
    elif found is None and near:
        text = _tr("These words have changed. This is the place most like them. You kept: {0}")
    elif found is None:
        text = _tr("These words are no longer on this page. You kept: {0}")
    elif found.outcome == "changed":
        text = _tr("This passage has changed since you kept it. You kept: {0}")
    else:
        return
    _say_of_page(desk, text.format(f"\u201c{bookmark.excerpt}\u201d"))


def _say_of_page(desk: "Desk", said: str) -> None:
    """Say something until the reader closes it, or goes to another page or language."""
    desk.window.notice.say(said, stays=True)
    for signal in (desk.navigator.place_changed, desk.library.replaced):
        signal.connect(
            lambda *_: desk.window.notice.withdraw(said), Qt.ConnectionType.SingleShotConnection
        )


# What the window shows of it


def _heed(desk: "Desk", painting: QTimer, change: "Change") -> None:
    if "bookmarks" in change.sorts:
        _show_kept(desk, painting)


def _show_kept(desk: "Desk", painting: QTimer) -> None:
    _name_action(desk)
    painting.start()


def _name_action(desk: "Desk", *_: object) -> None:
    action = desk.window.actions_[Act.BOOKMARK]
    if desk.window.pane.textCursor().hasSelection():
        text = _tr("&Keep the selected passage")
    elif _kept_section(desk) is not None:
        text = _tr("&Remove the bookmark")
    else:
        text = _tr("&Bookmark this section")
    action.setEnabled(desk.window.pane.section is not None)
    if action.text() != text:  # each change draws the toolbar again
        action.setText(text)
        action.setToolTip(f"{text.replace('&', '')} (Ctrl+D)")
        _draw_star(desk)


def _draw_star(desk: "Desk", *_: object) -> None:
    icons, theme = desk.preferences.icons, desk.preferences.look.theme
    is_kept = _kept_section(desk) is not None  # whatever else a click would keep now
    icon = icons.icon("star-filled", theme.accent) if is_kept else icons.icon("star")
    desk.window.actions_[Act.BOOKMARK].setIcon(icon)


def _kept_section(desk: "Desk") -> "Bookmark | None":
    section = desk.window.pane.section
    return desk.shelf().of_section(section.ref) if section else None


def _list_in_menu(desk: "Desk") -> None:
    menu = desk.window.menus["Bookmarks"]
    own, actions = {row.act.value for row in ROWS}, menu.actions()
    last = max(at for at, action in enumerate(actions) if action.objectName() in own)
    for action in actions[last + 1 :]:
        menu.removeAction(action)
        action.deleteLater()
    menu.addSeparator()
    for bookmark in desk.shelf().bookmarks[:_IN_MENU]:
        words = bookmark.excerpt if bookmark.anchor and not bookmark.label else bookmark.name
        name = short(words or bookmark.name).replace("&", "&&")
        menu.addAction(name).triggered.connect(partial(go_to_kept, desk, bookmark.id))
    if len(desk.shelf().bookmarks) > _IN_MENU:
        everything = menu.addAction(_tr("All bookmarks"))
        everything.triggered.connect(desk.window.actions_[Act.BOOKMARKS].trigger)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Bookmarks", text)
