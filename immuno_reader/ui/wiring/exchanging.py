"""Taking what is kept elsewhere, and taking in what was kept elsewhere."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog

from immuno_reader.errors import ShelfError
from immuno_reader.ui.actions import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from immuno_reader.identity import ItemId
    from immuno_reader.shelf.exporting import Form
    from immuno_reader.shelf.item import Item
    from immuno_reader.ui.desk import Desk

_SUFFIXES: "dict[Form, str]" = {
    "html": ".html",
    "markdown": ".md",
    "csv": ".csv",
    "json": ".json",
}


def connect_exchanging(desk: "Desk") -> None:
    """Connect the menu and the list of bookmarks with files."""
    window = desk.window
    window.actions_[Act.EXPORT].triggered.connect(partial(_export_all, desk))
    window.actions_[Act.IMPORT].triggered.connect(partial(_import, desk))
    window.export_wanted.connect(partial(_export_chosen, desk))


def _export_all(desk: "Desk") -> None:
    # What only a later version understands goes along, to where it may be understood.
    _export(desk, desk.shelf().items, desk.shelf().content.foreign)


def _export_chosen(desk: "Desk", ids: "Sequence[ItemId]") -> None:
    _export(desk, [item for id in ids if (item := desk.shelf().get(id))])


def _export(desk: "Desk", items: "Sequence[Item]", foreign: "Sequence[Any]" = ()) -> None:
    from immuno_reader.shelf.exporting import export, form_of, save

    names: dict[Form, str] = {
        "html": _tr("A page to read and print (*.html)"),
        "markdown": _tr("Text, as Markdown (*.md)"),
        "csv": _tr("A table (*.csv)"),
        "json": _tr("To be imported on another computer (*.json)"),
    }
    chosen, filter_ = QFileDialog.getSaveFileName(
        desk.window,
        _tr("Export what I keep"),
        str(Path.home() / _tr("What I keep")),
        ";;".join(names.values()),
    )
    if not chosen:
        return
    file = Path(chosen)
    by_filter: Form = next((each for each, name in names.items() if name == filter_), "html")
    form = form_of(file) or by_filter
    if form_of(file) is None:
        file = file.with_name(file.name + _SUFFIXES[form])
    try:
        save(file, export(items, form, foreign=foreign))
    except ShelfError as error:
        desk.window.notice.say(str(error), stays=True)
    else:
        desk.window.notice.say(_tr("Exported to {0}.").format(file.name))


def _import(desk: "Desk") -> None:
    from immuno_reader.shelf.importing import chosen, preview, sentences
    from immuno_reader.ui.import_preview import ImportPreview

    path, _ = QFileDialog.getOpenFileName(
        desk.window,
        _tr("Import what was kept elsewhere"),
        str(Path.home()),
        _tr("Bookmarks and annotations (*.json *.jsonld)"),
    )
    if not path:
        return
    try:
        found = preview(Path(path), desk.shelf().content)
    except ShelfError as error:
        desk.window.notice.say(str(error), stays=True)
        return
    asked = ImportPreview(
        Path(path).name,
        "\n".join(sentences(found)),
        desk.preferences.look,
        desk.preferences.icons,
        desk.window,
        conflicting=len(found.conflicting),
        removed=len(found.removed),
        is_news=found.is_news,
    )
    is_wanted = asked.exec() == QDialog.DialogCode.Accepted
    asked.deleteLater()
    if not is_wanted:
        return
    items = chosen(
        found, take_conflicting=asked.takes_conflicting, take_removed=asked.takes_removed
    )
    change = desk.shelf().take_in(items)
    desk.undo.push(change)
    count = len(change.ids)
    said = _tr("1 taken in.") if count == 1 else _tr("{0} taken in.").format(count)
    desk.window.notice.say(said, undo=bool(count))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Exchanging", text)
