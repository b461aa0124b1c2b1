"""The questions to take along: from the page into the list, and what becomes of them there."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer

from immuno_reader.identity import ItemId, Place, Span
from immuno_reader.library.questions import (
    page_of_questions,
    question_at,
    question_of,
    questions_in,
)
from immuno_reader.shelf.anchoring import make_anchor
from immuno_reader.shelf.question import Question, new_question
from immuno_reader.ui.actions import Act
from immuno_reader.ui.late import Late
from immuno_reader.ui.wiring.passages import short

if TYPE_CHECKING:
    from immuno_reader.identity import SectionRef
    from immuno_reader.library.book import Block, Section
    from immuno_reader.shelf.changes import Change
    from immuno_reader.ui.desk import Desk
    from immuno_reader.ui.reading.margin import Margin
    from immuno_reader.ui.sidebar.questions import QuestionsPanel

_LONGEST = 500
"""Characters of a question; a longer selection was made for something else."""


def connect_questions(desk: "Desk") -> None:
    """Connect the signs in the margin and the action with the shelf."""
    signs = _Signs(desk)
    desk.window.pane.laid.connect(signs.show_soon)
    desk.shelf_news.changed.connect(signs.heed)
    desk.preferences.look_changed.connect(signs.set_look)
    desk.window.actions_[Act.ASK].triggered.connect(partial(_ask, desk, signs))
    signs.show_soon()


def questions_panel(desk: "Desk") -> "QuestionsPanel":
    """Make and connect the sidebar's list of questions; called when it is first shown."""
    from immuno_reader.ui.sidebar.questions import QuestionsPanel

    panel = QuestionsPanel(desk.shelf(), desk.preferences.look, desk.preferences.icons)
    panel.set_shows_asked(is_on=desk.preferences.settings.asked_questions)
    panel.asked_toggled.connect(lambda is_on: desk.preferences.change(asked_questions=is_on))
    panel.question_typed.connect(lambda text: desk.undo.push(desk.shelf().add(new_question(text))))
    panel.tick_requested.connect(partial(_tick, desk, panel))
    panel.edit_requested.connect(partial(_edit, desk))
    panel.delete_requested.connect(partial(_delete, desk))
    panel.move_requested.connect(
        lambda id, before: desk.undo.push(desk.shelf().move(id, before=before))
    )
    panel.section_requested.connect(partial(_open, desk))
    desk.shelf_news.changed.connect(
        lambda change: panel.refresh() if "questions" in change.sorts else None
    )
    desk.library.replaced.connect(partial(_name_page, desk, panel))
    _name_page(desk, panel)
    return panel


class _Signs:
    """What stands in the margin of one window's page."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self.margin: Late[Margin] = Late(self._made)
        self._section: Section | None = None
        self._questions: list[tuple[Block, str]] = []
        # After the page has been painted: no page waits for its signs.
        self._soon = QTimer(desk.window, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)

    def _made(self) -> "Margin":
        from immuno_reader.ui.reading.margin import Margin

        look, icons = self._desk.preferences.look, self._desk.preferences.icons
        margin = Margin(self._desk.window.pane, look, icons)
        margin.pressed.connect(self._press)
        return margin

    def show_soon(self) -> None:
        self._soon.start()

    def heed(self, change: "Change") -> None:
        if "questions" in change.sorts:
            self._show()

    def set_look(self, *_: object) -> None:
        if self.margin.made:
            self.margin.made.set_look(self._desk.preferences.look, self._desk.preferences.icons)

    def _show(self) -> None:
        section = self._desk.window.pane.section
        if section is not self._section:
            self._section = section
            blocks = questions_in(section) if section else ()
            self._questions = [(block, question_of(section, block)) for block in blocks if section]
        if self._questions or self.margin.made:
            self.margin().show_questions(self._questions, self._taken())

    def _press(self, words: str) -> None:
        kept, section = self._taken().get(words), self._section
        if kept is not None:
            _delete(self._desk, kept)
        elif section is not None:
            block = next(block for block, own in self._questions if own == words)
            _add(self._desk, words, section, Span(block.start, block.end))

    def _taken(self) -> dict[str, ItemId]:
        """Return the questions that are kept, and those of the page kept in another language."""
        section, kept = self._section, self._desk.shelf().questions
        if section is None:
            return _kept(self._desk)
        there = {
            each.anchor.block: each.id
            for each in kept
            if each.anchor and each.section == section.ref
            if not each.anchor.may_be_in(section.language)
        }
        # The text of one language is written after that of the other, block by block.
        known = {own: there[block.id] for block, own in self._questions if block.id in there}
        return {**known, **_kept(self._desk)}


def _kept(desk: "Desk") -> dict[str, ItemId]:
    return {question.text: question.id for question in desk.shelf().questions}


def _ask(desk: "Desk", signs: _Signs) -> None:
    """Take what is selected along; with nothing selected, go to the signs in the margin."""
    pane, notice = desk.window.pane, desk.window.notice
    section, span = pane.section, pane.selected()
    if section is None or span is None:
        if pane.textCursor().hasSelection():
            notice.say(_tr("Only words of the page itself can be added to your questions."))
        elif not (signs.margin.made and signs.margin.made.enter()):
            notice.say(_tr("Select the words that you want to ask about."), brief=True)
        return
    words = question_at(section, span)
    if len(words) > _LONGEST:
        notice.say(_tr("That is too long for a question. Select a sentence or two."))
        return
    pane.clear_selection()
    if " ".join(words.split()) in _kept(desk):
        notice.say(_tr("This is among your questions already: {0}").format(short(words)))
    elif words.strip():
        _add(desk, words, section, span)


def _add(desk: "Desk", words: str, section: "Section", span: Span) -> None:
    anchor = make_anchor(section, span)
    question = new_question(words, section=section.ref, title=section.title, anchor=anchor)
    desk.undo.push(desk.shelf().add(question))
    said = _tr("Added to my questions: {0}").format(short(question.text))
    desk.window.notice.say(said, undo=True)


def _tick(desk: "Desk", panel: "QuestionsPanel", id: str, is_done: bool) -> None:  # noqa: FBT001  a Qt slot
    desk.undo.push(desk.shelf().edit(ItemId(id), is_done=is_done))
    if is_done and not panel.shows_asked:
        desk.window.notice.say(_tr("Ticked off, and no longer shown."), undo=True)


def _edit(desk: "Desk", id: str, field: str, text: str, is_first: bool) -> None:  # noqa: FBT001  a Qt slot
    if not isinstance(desk.shelf().get(ItemId(id)), Question):
        return
    change = desk.shelf().edit(ItemId(id), **{field: text})
    # What takes the first words of a writing back takes back all of it.
    if is_first:
        desk.undo.push(change)


def _delete(desk: "Desk", id: str) -> None:
    question = desk.shelf().get(ItemId(id))
    if isinstance(question, Question):
        desk.undo.push(desk.shelf().remove(question.id))
        said = _tr("Question removed: {0}").format(short(question.text))
        desk.window.notice.say(said, undo=True)


def _open(desk: "Desk", ref: "SectionRef") -> None:
    if any(entry.ref == ref for entry in desk.library.contents.sections()):
        desk.navigator.go_to(Place(ref))
        desk.window.pane.setFocus()
    else:
        desk.window.notice.say(_tr("That page is not in the books that are open now."))


def _name_page(desk: "Desk", panel: "QuestionsPanel") -> None:
    panel.show_page(page_of_questions(desk.library.contents))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Questions", text)
