"""Going from section to section, and back."""

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from immuno_reader.identity import BlockId, Place
from immuno_reader.ui.actions import Act
from immuno_reader.ui.announcing import announce
from immuno_reader.ui.page_words import base_of, own_name, page_words

if TYPE_CHECKING:
    from immuno_reader.identity import SectionRef
    from immuno_reader.library.book import Section, SectionEntry
    from immuno_reader.ui.desk import Desk


def connect_reading(desk: "Desk") -> None:
    """Connect the page, the contents, the breadcrumb, Previous and Next, Back and Forward."""
    window, navigator = desk.window, desk.navigator
    navigator.place_changed.connect(partial(_show_place, desk))
    navigator.place_shown.connect(partial(_surround_page, desk))
    navigator.history_changed.connect(partial(_enable_history, desk))
    window.pane.place_moved.connect(navigator.scrolled_to)
    window.pane.section_requested.connect(partial(follow_link, desk))
    window.pane.back_requested.connect(navigator.back)
    window.pane.forward_requested.connect(navigator.forward)
    window.contents.section_requested.connect(partial(_open_from_contents, desk))
    window.breadcrumb.siblings_requested.connect(partial(_offer_siblings, desk))
    window.breadcrumb.entry_requested.connect(partial(_open_entry, desk))
    window.breadcrumb.contents_requested.connect(window.actions_[Act.CONTENTS].trigger)
    window.turner.section_requested.connect(partial(_open, desk))
    window.pane.address_activated.connect(partial(show_address, desk))
    actions = window.actions_
    actions[Act.BACK].triggered.connect(navigator.back)
    actions[Act.FORWARD].triggered.connect(navigator.forward)
    actions[Act.HOME].triggered.connect(partial(_open_nth, desk, 0))
    actions[Act.PREVIOUS].triggered.connect(partial(_turn, desk, -1))
    actions[Act.NEXT].triggered.connect(partial(_turn, desk, 1))
    actions[Act.BOOK_ABOUT].triggered.connect(partial(_open_nth, desk, -1))
    _enable_history(desk)


def _show_place(desk: "Desk", place: Place) -> None:
    pane = desk.window.pane
    if pane.section is not None and pane.section.ref == place.section:
        pane.go_to(place)
    else:
        _show_page(desk, place)


def _surround_page(desk: "Desk", place: Place) -> None:
    if desk.window.contents.current != place.section:
        desk.window.pane.viewport().repaint()  # what was asked for is seen first
        _surround(desk, place.section)


def show_anew(desk: "Desk", place: Place) -> None:
    """Show a place from the library as it is now, and what stands around the page."""
    _show_page(desk, place)
    _surround(desk, place.section)


def _show_page(desk: "Desk", place: Place) -> None:
    pane = desk.window.pane
    section = desk.library.section(place.section)
    if section is None:
        pane.show_message(_not_here_yet(desk, place.section))
    else:
        pane.show_section(section, place, desk.preferences.settings.mark_terms)
        _tell_of_other_language(desk, section)


def _tell_of_other_language(desk: "Desk", section: "Section") -> None:
    asked, shown = base_of(desk.library.language), base_of(section.language)
    has = any(asked in map(base_of, pack.languages) for pack in desk.library.contents.packs)
    if has and asked != shown:
        said = page_words(asked).other_language.format(own_name(section.language))
        desk.window.notice.say(said, brief=True)


def _surround(desk: "Desk", ref: "SectionRef") -> None:
    window, contents = desk.window, desk.library.contents
    section = window.pane.section
    trail = contents.trail(ref)
    title = section.title if section else (trail[-1].title if trail else "")
    window.setWindowTitle(f"{title} \u2013 {_tr('Immuno Reader')}")
    window.contents.set_current(ref)
    window.breadcrumb.show_trail(trail)
    rows = list(contents.sections())
    at = _index(rows, ref)
    before = rows[at - 1] if at is not None and at > 0 else None
    after = rows[at + 1] if at is not None and at + 1 < len(rows) else None
    window.turner.set_neighbours(before, after)
    window.actions_[Act.PREVIOUS].setEnabled(before is not None)
    window.actions_[Act.NEXT].setEnabled(after is not None)
    if window.isVisible():  # a new window tells its title by itself
        announce(window.pane, title)


def follow_link(desk: "Desk", ref: "SectionRef", anchor: str) -> None:
    """Go where a link of the text leads: a section, or a heading in it."""
    block = BlockId("")
    if anchor:
        shown = desk.window.pane.section
        section = shown if shown and shown.ref == ref else desk.library.section(ref)
        heading = section.heading(anchor) if section else None
        block = heading.block if heading else block
    desk.navigator.go_to(Place(ref, block))
    desk.window.pane.setFocus()


def show_address(desk: "Desk", address: str) -> None:
    """Say where a link outside the book leads; nothing is opened."""
    text = _tr("This leads outside the book, and Immuno Reader opens no websites: {0}")
    desk.window.notice.say(text.format(address), stays=True)


def _open(desk: "Desk", ref: "SectionRef") -> None:
    desk.navigator.go_to(Place(ref))
    desk.window.pane.setFocus()


def _offer_siblings(desk: "Desk", entry: "SectionEntry") -> None:
    desk.window.breadcrumb.offer(desk.library.contents.siblings(entry), entry)


def _open_entry(desk: "Desk", entry: "SectionEntry") -> None:
    first = entry if entry.ref else desk.library.contents.first_section(entry)
    if first is not None and first.ref is not None:
        _open(desk, first.ref)


def _open_from_contents(desk: "Desk", ref: "SectionRef") -> None:
    desk.navigator.reopen(ref)
    desk.window.pane.setFocus()


def _open_nth(desk: "Desk", index: int) -> None:
    rows = list(desk.library.contents.sections())
    ref = rows[index].ref if rows else None
    if ref is not None:
        _open(desk, ref)


def _turn(desk: "Desk", by: int) -> None:
    place = desk.navigator.shown
    rows = list(desk.library.contents.sections())
    at = _index(rows, place.section) if place else None
    if at is not None and 0 <= at + by < len(rows):
        _open_nth(desk, at + by)


def _index(rows: "list[SectionEntry]", ref: "SectionRef") -> int | None:
    return next((index for index, row in enumerate(rows) if row.ref == ref), None)


def _enable_history(desk: "Desk") -> None:
    desk.window.actions_[Act.BACK].setEnabled(desk.navigator.can_go_back)
    desk.window.actions_[Act.FORWARD].setEnabled(desk.navigator.can_go_forward)


def _not_here_yet(desk: "Desk", ref: "SectionRef") -> str:
    if desk.preparing.is_running:
        return (
            f"<h1>{escape(_tr('One moment'))}</h1>"
            f"<p>{escape(_tr('This page is being prepared. It will open by itself.'))}</p>"
        )
    return (
        f"<h1>{escape(_tr('This page is not in the book'))}</h1>"
        f"<p>{escape(_tr('Choose another from the contents.'))}</p>"
        f"<p>{escape(str(ref))}</p>"
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reading", text)
