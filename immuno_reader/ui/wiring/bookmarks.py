"""Keeping places: the star, the passages on the page, the list, and taking it back."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from immuno_reader.identity import Place, Span
from immuno_reader.shelf.anchoring import find_anchor, make_anchor
from immuno_reader.shelf.bookmark import new_bookmark
from immuno_reader.shelf.whole_words import widened
from immuno_reader.ui.actions import Act

if TYPE_CHECKING:
    from immuno_reader.identity import ItemId
    from immuno_reader.library.book import Section
    from immuno_reader.shelf.bookmark import Anchor, Bookmark
    from immuno_reader.ui.desk import Desk
    from immuno_reader.ui.sidebar.bookmarks import BookmarksPanel


def connect_bookmarks(desk: "Desk") -> None:
    """Connect the star, the marks on the page and Undo with the shelf."""
    window, news = desk.window, desk.shelf_news
    desk.shelf().listen(news.tell)
    news.changed.connect(partial(_show_kept, desk))
    window.actions_[Act.BOOKMARK].triggered.connect(partial(_keep, desk))
    window.pane.selection_changed.connect(partial(_name_action, desk))
    desk.navigator.place_changed.connect(partial(_show_kept, desk))
    desk.library.replaced.connect(partial(_show_kept, desk))
    desk.preferences.look_changed.connect(partial(_draw_star, desk))
    window.menus["Bookmarks"].aboutToShow.connect(partial(_list_in_menu, desk))
    _show_kept(desk)


def bookmarks_panel(desk: "Desk") -> "BookmarksPanel":
    """Make and connect the sidebar's list of bookmarks; called when it is first shown."""
    from immuno_reader.ui.sidebar.bookmarks import BookmarksPanel

    panel = BookmarksPanel(desk.shelf(), desk.preferences.look, desk.preferences.icons)
    panel.bookmark_requested.connect(partial(_open, desk))
    panel.rename_requested.connect(lambda id, name: desk.undo.push(desk.shelf().rename(id, name)))
    panel.delete_requested.connect(partial(_delete, desk))
    panel.move_requested.connect(
        lambda id, before: desk.undo.push(desk.shelf().move(id, before=before))
    )
    desk.shelf_news.changed.connect(panel.refresh)
    return panel


def _keep(desk: "Desk") -> None:
    pane, shelf = desk.window.pane, desk.shelf()
    section, span = pane.section, pane.selected()
    if section is None:
        return
    if span is None and pane.textCursor().hasSelection():
        desk.window.notice.say(_tr("Only words of the page itself can be kept."))
        return
    if span is None:
        kept = _kept_section(desk)
        if kept is not None:
            _delete(desk, kept.id)
            return
    else:
        span = widened(section.text, span)
    bookmark = _made(desk, section, span)
    if bookmark.anchor is not None and _is_kept(desk, section, bookmark.anchor):
        pane.clear_selection()
        already = _tr("You have kept this passage already: {0}")
        desk.window.notice.say(already.format(_short(bookmark.excerpt)))
        return
    desk.undo.push(shelf.add(bookmark))
    pane.clear_selection()
    said = _tr("Passage kept: {0}") if span else _tr("Bookmark added: {0}")
    shown = bookmark.excerpt if span else bookmark.title
    desk.window.notice.say(said.format(_short(shown)), undo=True)


def _made(desk: "Desk", section: "Section", span: Span | None) -> "Bookmark":
    trail = desk.library.contents.trail(section.ref)[:-1]
    return new_bookmark(
        section,
        chapter=" \u203a ".join(entry.title for entry in trail),
        anchor=make_anchor(section, span) if span else None,
    )


def _is_kept(desk: "Desk", section: "Section", anchor: "Anchor") -> bool:
    """Return whether a passage that is kept stands at the very same words."""
    kept = [mark.anchor for mark in desk.shelf().in_section(section.ref) if mark.anchor]
    found = [find_anchor(each, section) for each in kept]
    return any(place.span == (anchor.start, anchor.end) for place in found if place)


def _delete(desk: "Desk", id: "ItemId") -> None:
    bookmark = desk.shelf().bookmark(id)
    if bookmark is not None:
        desk.undo.push(desk.shelf().remove(id))
        desk.window.notice.say(_tr("Bookmark removed: {0}").format(bookmark.name), undo=True)


def _open(desk: "Desk", id: "ItemId") -> None:
    bookmark = desk.shelf().bookmark(id)
    if bookmark is None:
        return
    if bookmark.anchor is None:
        desk.navigator.reopen(bookmark.section)
    else:
        section = desk.library.section(bookmark.section)
        if section is None:
            desk.navigator.go_to(Place(bookmark.section))
        else:
            _show_passage(desk, bookmark, section)
    desk.window.pane.setFocus()


def _show_passage(desk: "Desk", bookmark: "Bookmark", section: "Section") -> None:
    found = find_anchor(bookmark.anchor, section) if bookmark.anchor else None
    notice = desk.window.notice
    if found is None:
        desk.navigator.go_to(Place(section.ref))
        text = _tr("These words could not be found again on this page. You kept: \u201c{0}\u201d")
        notice.say(text.format(bookmark.excerpt), stays=True)
        return
    block = section.block_at(found.span.start)
    if block is not None:
        desk.navigator.go_to(Place(section.ref, block.id, found.span.start - block.start))
    if found.outcome == "changed":
        text = _tr("This passage has changed since you kept it. You kept: \u201c{0}\u201d")
        notice.say(text.format(bookmark.excerpt), stays=True)


def _show_kept(desk: "Desk", *_: object) -> None:
    pane, shelf = desk.window.pane, desk.shelf()
    desk.window.contents.set_starred(frozenset(mark.section for mark in shelf.bookmarks))
    section = pane.section
    if section is not None:
        anchors = [mark.anchor for mark in shelf.in_section(section.ref) if mark.anchor]
        found = [find_anchor(anchor, section) for anchor in anchors]
        pane.set_marks([Span(*place.span) for place in found if place])
    _name_action(desk)


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
    is_kept = _kept_section(desk) is not None
    is_star = is_kept and not desk.window.pane.textCursor().hasSelection()
    icon = icons.icon("star-filled", theme.accent) if is_star else icons.icon("star")
    desk.window.actions_[Act.BOOKMARK].setIcon(icon)


def _kept_section(desk: "Desk") -> "Bookmark | None":
    section = desk.window.pane.section
    if section is None:
        return None
    kept = desk.shelf().in_section(section.ref)
    return next((mark for mark in kept if mark.anchor is None), None)


def _list_in_menu(desk: "Desk") -> None:
    menu = desk.window.menus["Bookmarks"]
    for action in menu.actions()[1:]:
        menu.removeAction(action)
        action.deleteLater()
    menu.addSeparator()
    for bookmark in desk.shelf().bookmarks[:_IN_MENU]:
        name = _short(bookmark.name).replace("&", "&&")
        menu.addAction(name).triggered.connect(partial(_open, desk, bookmark.id))
    if len(desk.shelf().bookmarks) > _IN_MENU:
        everything = menu.addAction(_tr("All bookmarks"))
        everything.triggered.connect(desk.window.actions_[Act.BOOKMARKS].trigger)


_IN_MENU = 12
_SHORT = 60


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "\u2026"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Bookmarks", text)
