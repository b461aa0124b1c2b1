"""The look of the window, its parts, and the sheets of the Help menu."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from immuno_reader.ui.actions import ROWS, Act
from immuno_reader.ui.chrome import chrome_css
from immuno_reader.ui.theme import palette

if TYPE_CHECKING:
    from collections.abc import Callable

    from immuno_reader.shelf.settings import Settings
    from immuno_reader.ui.desk import Desk
    from immuno_reader.ui.theme import Icons, Look


def connect_view(desk: "Desk") -> None:
    """Connect text size, themes, the marking of words, the sidebar and full screen."""
    window, preferences = desk.window, desk.preferences
    actions = window.actions_
    for act, steps in ((Act.LARGER, 1), (Act.SMALLER, -1), (Act.ACTUAL_SIZE, 0)):
        actions[act].triggered.connect(partial(_step_size, desk, steps))
    window.pane.zoom_requested.connect(preferences.step_size)
    preferences.look_changed.connect(partial(_take_look, desk))
    preferences.changed.connect(partial(_settings_changed, desk))
    desk.hover.set_delay(preferences.settings.hover_ms)
    for row in ROWS:
        if row.sets:
            actions[row.act].triggered.connect(partial(_choose, desk, *row.sets))
    _check_choices(desk, preferences.settings)
    for act, name in _PANELS.items():
        actions[act].triggered.connect(partial(_show_panel, desk, name))
    actions[Act.SIDEBAR].toggled.connect(window.sidebar.setVisible)
    actions[Act.SIDEBAR].toggled.connect(window.shape_changed)
    actions[Act.FULL_SCREEN].toggled.connect(partial(_fill_screen, desk))
    actions[Act.CARET].toggled.connect(lambda is_on: window.pane.set_caret(is_on=is_on))
    actions[Act.OTHER_PART].triggered.connect(partial(_switch_part, desk))
    window.escaped.connect(partial(_escape, desk))
    window.notice.left.connect(window.pane.setFocus)
    actions[Act.SIDEBAR].toggled.connect(partial(_keep_keyboard, desk))
    actions[Act.COPY].triggered.connect(window.pane.copy)
    window.pane.selection_changed.connect(actions[Act.COPY].setEnabled)
    actions[Act.COPY].setEnabled(False)
    actions[Act.SELECT_ALL].triggered.connect(window.pane.selectAll)
    actions[Act.CLOSE].triggered.connect(window.close)
    actions[Act.QUIT].triggered.connect(window.close)
    actions[Act.SHORTCUTS].triggered.connect(partial(_show_shortcuts, desk))
    actions[Act.ABOUT].triggered.connect(partial(_show_about, desk))


_PANELS = {
    Act.CONTENTS: "contents",
    Act.HEADINGS: "headings",
    Act.BOOKMARKS: "bookmarks",
    Act.QUESTIONS: "questions",
    Act.GLOSSARY: "glossary",
}


def dress_application(application: QApplication, look: "Look") -> None:
    """Give the whole program the colours, type and style of a look."""
    application.setPalette(palette(look.theme))
    application.setFont(look.font(look.chrome_px))
    application.setStyleSheet(chrome_css(look))


def _choose(desk: "Desk", setting: str, value: object) -> None:
    desk.preferences.change(**{setting: value})


def _check_choices(desk: "Desk", settings: "Settings") -> None:
    for row in ROWS:
        if row.sets:
            setting, value = row.sets
            desk.window.actions_[row.act].setChecked(getattr(settings, setting) == value)


def _step_size(desk: "Desk", steps: int) -> None:
    desk.preferences.step_size(steps)


def _settings_changed(desk: "Desk", before: "Settings", after: "Settings") -> None:
    _check_choices(desk, after)
    desk.hover.set_delay(after.hover_ms)
    if before.mark_terms != after.mark_terms:
        desk.window.pane.set_mark_terms(after.mark_terms)
    if before.text_percent != after.text_percent:
        text = desk.window.tr("Text size {0} %").format(after.text_percent)
        desk.window.notice.say(text, brief=True)


def _take_look(desk: "Desk", look: "Look", icons: "Icons") -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication):
        dress_application(application, look)
    desk.window.set_look(look, icons)


def _show_panel(desk: "Desk", name: str) -> None:
    desk.window.actions_[Act.SIDEBAR].setChecked(True)
    desk.window.sidebar.show_panel(name)
    desk.window.sidebar.setFocus()


def _switch_part(desk: "Desk") -> None:
    window = desk.window
    if window.pane.hasFocus() and window.sidebar.isVisible():
        window.sidebar.setFocus()
    else:
        window.pane.setFocus()


def _keep_keyboard(desk: "Desk", is_shown: bool) -> None:  # noqa: FBT001  a Qt slot
    if not is_shown:
        desk.window.pane.setFocus()


def _fill_screen(desk: "Desk", is_on: bool) -> None:  # noqa: FBT001  a Qt slot
    window, full = desk.window, Qt.WindowState.WindowFullScreen
    # Other states stay, so that a maximised window is so again afterwards.
    window.setWindowState(window.windowState() | full if is_on else window.windowState() & ~full)


def _escape(desk: "Desk") -> None:
    window = desk.window
    if any(part and part.isVisible() for part in (desk.card.made, desk.find_bar.made)):
        return
    if window.sidebar.is_covered:
        window.sidebar.uncover()
    elif window.isFullScreen():
        window.actions_[Act.FULL_SCREEN].setChecked(False)
    else:
        window.notice.dismiss()


def _show_shortcuts(desk: "Desk") -> None:
    from immuno_reader.ui.sheets import shortcuts_html

    _show_sheet(desk, desk.window.tr("Keyboard shortcuts"), shortcuts_html)


def _show_about(desk: "Desk") -> None:
    from immuno_reader.ui.sheets import about_html

    html = partial(about_html, desk.library.contents.packs, desk.profile.folder)
    _show_sheet(desk, desk.window.tr("About"), html)


def _show_sheet(desk: "Desk", title: str, html: "Callable[[], str]") -> None:
    """Bring the sheet of a title forward, made now unless it is open."""
    from immuno_reader.ui.sheets import Sheet

    open_sheets = (sheet for sheet in desk.window.findChildren(Sheet) if sheet.isVisible())
    sheet = next((sheet for sheet in open_sheets if sheet.windowTitle() == title), None)
    if sheet is None:
        sheet = Sheet(title, html(), desk.preferences.look, desk.window)
        desk.preferences.look_changed.connect(sheet.set_look)
        sheet.show()
    else:
        sheet.come_forward()
