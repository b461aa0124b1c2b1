"""The list of what is kept, and what is done with it there."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from immuno_reader.ui.day import Day
from immuno_reader.ui.sidebar.bookmarks import BookmarksPanel
from immuno_reader.ui.sidebar.bookmarks.labels import relabelled
from immuno_reader.ui.wiring.bookmarks import go_to_kept, recolour_kept, remove_kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from immuno_reader.identity import ItemId
    from immuno_reader.shelf.bookmark import Bookmark
    from immuno_reader.shelf.changes import Change
    from immuno_reader.ui.desk import Desk


def bookmarks_panel(desk: "Desk") -> BookmarksPanel:
    """Make and connect the sidebar's list of bookmarks; called when it is first shown."""
    panel = BookmarksPanel(desk.shelf(), desk.preferences.look, desk.preferences.icons)
    panel.set_arrangement(desk.preferences.settings.bookmarks_by)
    panel.set_contents(desk.library.contents)
    panel.bookmark_requested.connect(partial(go_to_kept, desk))
    panel.rename_requested.connect(lambda id, name: desk.undo.push(desk.shelf().rename(id, name)))
    panel.delete_requested.connect(lambda ids: remove_kept(desk, *ids))
    panel.label_requested.connect(partial(_label, desk))
    panel.colour_requested.connect(partial(recolour_kept, desk))
    panel.move_requested.connect(
        lambda ids, before: desk.undo.push(desk.shelf().move(*ids, before=before))
    )
    panel.note_requested.connect(desk.window.note_wanted)
    panel.export_requested.connect(desk.window.export_wanted)
    panel.arrangement_changed.connect(lambda by: desk.preferences.change(bookmarks_by=by))
    panel.hinted.connect(lambda text: desk.window.notice.say(text, brief=True))
    desk.library.replaced.connect(lambda: panel.set_contents(desk.library.contents))
    desk.shelf_news.changed.connect(partial(_heed, panel))
    Day(panel).changed.connect(panel.refresh)
    return panel


def _heed(panel: BookmarksPanel, change: "Change") -> None:
    if "bookmarks" in change.sorts:
        panel.refresh()


def _label(desk: "Desk", ids: "Sequence[ItemId]", labels: "Sequence[str]") -> None:
    changed = relabelled(_bookmarks(desk, ids), labels)
    if changed:
        new = {id: {"labels": each} for id, each in changed.items()}
        desk.undo.push(desk.shelf().edit_all(new))
        said = _tr("Labelled: {0}").format(", ".join(labels)) if labels else _tr("Labels removed.")
        desk.window.notice.say(said, undo=True)


def _bookmarks(desk: "Desk", ids: "Sequence[ItemId]") -> "list[Bookmark]":
    return [mark for id in ids if (mark := desk.shelf().bookmark(id))]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Bookmarks", text)
