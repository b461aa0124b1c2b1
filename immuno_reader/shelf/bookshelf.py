"""The living collection of bookmarks: changed here at once, and saved behind the reader's back."""

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from immuno_reader import durable
from immuno_reader.errors import ShelfError
from immuno_reader.identity import ItemId, SectionRef, TermRef
from immuno_reader.shelf.bookmark import Bookmark
from immuno_reader.shelf.bookmark_file import BookmarkFile, Content, merge
from immuno_reader.shelf.changes import Change, Spot
from immuno_reader.shelf.collection import add, edit, move, remove, take_in, undo
from immuno_reader.shelf.item import Item, sort
from immuno_reader.shelf.moments import moment, stamp
from immuno_reader.shelf.question import Question
from immuno_reader.shelf.section_index import SectionIndex
from immuno_reader.shelf.word import KEPT, Word, is_word_id, latest_first, new_word

if TYPE_CHECKING:
    from pathlib import Path

    from immuno_reader.shelf.collection import Later, Step
    from immuno_reader.shelf.profile import Profile

_I = TypeVar("_I", Bookmark, Question, Word)

Listener: TypeAlias = Callable[[Change, object], None]

_GATHER_S = 0.05
"""Changes that come together are saved together."""
_LOOK_S = 1.0
"""How often another window's changes are looked for; it costs a look at the file's date."""
_RETRY_S = (0.5, 1, 2, 5, 15, 60)
"""Pauses between attempts that fail; a change of the reader's is tried at once."""
_BROUGHT_BACK_S = 24 * 3600
"""So long a removed word is named in the file, or another window would add it once more."""
_CLOSING_S = 5.0
_LAST_WORD_S = 1.0
_STEP_S = 0.001
"""What a change is later than the one that it changes, when the clock says otherwise."""


class Bookshelf:
    """What the reader keeps, in the reader's order.

    Every change is in effect when its method returns, and is on the disk a moment later; a thread
    of its own sees to that, brings in what other windows of the same profile change, and tries
    again when saving fails. Nothing here waits for the disk but loading, ``flush`` and ``close``.

    Args:
        profile: where the bookmarks are kept.
        clock: the time in seconds since 1970.
        failed: told, on another thread, of a trouble with the file, once for each kind of it.
        saved_again: told, on another thread, that what could not be saved is saved now.

    Attributes:
        notice: what the reader should know about the file as it was found, or empty.
    """

    def __init__(
        self,
        profile: "Profile",
        *,
        clock: Callable[[], float] = time.time,
        failed: Callable[[ShelfError], None] | None = None,
        saved_again: Callable[[], None] | None = None,
    ) -> None:
        self.notice = ""
        self._clock = clock
        self._failed = failed
        self._saved_again = saved_again
        self._file = BookmarkFile(profile.bookmarks, profile.backups)
        self._listeners: list[Listener] = []
        # What the reader has been told already, by the window or by the notice, is not told again.
        self._told: set[str] = set() if profile.is_writable else {_FORBIDDEN}
        self._content = Content()
        self._index: SectionIndex | None = None
        """Of what is held now; None until it is needed."""
        self._number = self._saved_number = 0
        self._started = self._ended = self._failures = 0
        self._is_asked = self._is_closing = False
        self._news = threading.Condition()
        self._hurry = threading.Event()
        self._load(profile.bookmarks.name)
        # A daemon: a disk that hangs must not keep the program from ending.
        self._saver = threading.Thread(target=self._run, name="bookshelf", daemon=True)
        self._saver.start()

    def _load(self, name: str) -> None:
        try:
            read = self._file.load()
        except OSError as error:
            why = durable.reason(error)
            self._told.add(why)
            self.notice = (
                f"Your bookmarks could not be read: {why}. {name} is left as it is. "
                "What you mark now is kept only until you close the reader."
            )
            return
        self._content, self.notice = read.content, read.notice
        self._forget_words()
        if not read.is_saved or self._content is not read.content:
            self._number, self._is_asked = 1, True

    def _forget_words(self) -> None:
        """Let go of which words were forgotten, once no other window brings them back."""
        now, removed = self._clock(), self._content.removed
        kept = {
            id: when
            for id, when in removed.items()
            if not is_word_id(id) or now - moment(when) < _BROUGHT_BACK_S
        }
        if len(kept) < len(removed):
            self._content = replace(self._content, removed=kept)

    # What is there

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        """All bookmarks, in the reader's order."""
        return tuple(self._of(Bookmark))

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in the reader's order."""
        return tuple(self._of(Question))

    @property
    def words(self) -> tuple[Word, ...]:
        """All words that were looked up or starred, the latest looked up first."""
        return latest_first(self._of(Word))

    @property
    def items(self) -> tuple[Item, ...]:
        """All that is kept, in the reader's order."""
        return tuple(self._content.records.values())

    @property
    def content(self) -> Content:
        """All that is kept, with what was removed and what only a later version understands."""
        return self._content

    @property
    def is_saved(self) -> bool:
        """Whether all of it is on the disk."""
        return self._saved_number >= self._number

    def get(self, id: ItemId) -> Item | None:
        """Return the item of that id, or None."""
        return self._content.records.get(id)

    def bookmark(self, id: ItemId) -> Bookmark | None:
        """Return the bookmark of that id, or None."""
        item = self.get(id)
        return item if isinstance(item, Bookmark) else None

    def in_section(self, ref: SectionRef) -> tuple[Bookmark, ...]:
        """Return the bookmarks of a section and of passages in it, in no certain order."""
        with self._news:
            return self._sections().bookmarks(ref)

    def of_section(self, ref: SectionRef) -> Bookmark | None:
        """Return the bookmark of a section as a whole, if there is one."""
        with self._news:
            return self._sections().whole(ref)

    @property
    def bookmark_count(self) -> int:
        """How many bookmarks there are."""
        return sum(self.counts().values())

    def counts(self) -> dict[SectionRef, int]:
        """Return how many bookmarks there are in each section that has any."""
        with self._news:
            return self._sections().counts

    def _sections(self) -> SectionIndex:
        if self._index is None:
            self._index = SectionIndex(self._content.records.values())
        return self._index

    def _of(self, kind: type[_I]) -> Iterator[_I]:
        return (item for item in self._content.records.values() if isinstance(item, kind))

    # Changes

    def add(self, item: Item, *, before: ItemId | None = None, initiator: object = None) -> Change:
        """Keep an item, last in the order or before another."""
        return self._do(lambda content, now: add(content, [Spot(item, before)], now), initiator)

    def rename(self, id: ItemId, label: str, *, initiator: object = None) -> Change:
        """Give a bookmark a name; the section's title, or nothing, takes the name away."""
        bookmark, label = self.bookmark(id), label.strip()
        is_own = bookmark is not None and label != bookmark.title
        return self.edit(id, label=label if is_own else "", initiator=initiator)

    def edit(
        self,
        id: ItemId,
        *,
        initiator: object = None,
        **values: Any,  # noqa: ANN401  the fields of an item
    ) -> Change:
        """Replace fields of an item, such as its note.

        Raises:
            TypeError: it has no such field, or one that is not to be changed.
        """
        return self.edit_all({id: values}, initiator=initiator)

    def edit_all(
        self, values: Mapping[ItemId, Mapping[str, Any]], *, initiator: object = None
    ) -> Change:
        """Replace fields of several items in one step.

        Raises:
            TypeError: one has no such field, or one that is not to be changed.
        """
        return self._do(lambda content, now: edit(content, values, now), initiator)

    def remove(self, *ids: ItemId, initiator: object = None) -> Change:
        """Keep items no longer."""
        return self._do(lambda content, now: remove(content, ids, now), initiator)

    def move(self, *ids: ItemId, before: ItemId | None, initiator: object = None) -> Change:
        """Put items, one after another, before another one, or last."""
        return self._do(
            lambda content, now: move(content, [(id, before) for id in ids], now), initiator
        )

    def take_in(self, items: Iterable[Item], *, initiator: object = None) -> Change:
        """Add items, and put them in the place of those with their ids, in one step."""
        wanted = tuple(items)
        return self._do(lambda content, now: take_in(content, wanted, now), initiator)

    def look_up(self, term: TermRef, name: str, *, initiator: object = None) -> Change:
        """Note that a term was looked up; the oldest that are not starred are forgotten."""
        word = new_word(term, name)
        oldest = [known.id for known in self.words if not known.is_starred][KEPT - 1 :]
        if oldest and word.id not in oldest:
            self.remove(*oldest, initiator=initiator)
        known = self.get(word.id)
        now = self._later_than(known.looked_up if isinstance(known, Word) else "")
        if known is None:
            return self.add(replace(word, looked_up=now), initiator=initiator)
        return self.edit(word.id, name=name, looked_up=now, initiator=initiator)

    def undo(self, change: Change, *, initiator: object = None) -> Change:
        """Take a change back, and return the change that this is; it can be undone as well."""
        inverse = change.inverse
        if inverse is None:
            return Change(change.kind)
        return self._do(lambda content, now: undo(content, inverse, now), initiator)

    def _do(self, step: "Callable[[Content, Later], Step]", initiator: object) -> Change:
        with self._news:
            content, change = step(self._content, self._later_than)
            if not change.ids:
                return change
            if self._index is not None:
                self._index.update(self._content.records, content.records, change.ids)
            self._content = content
            self._number += 1
            self._is_asked = True
            self._news.notify_all()
        return self._tell(change, initiator)

    def _later_than(self, *stamps: str) -> str:
        """Return the time, or the next moment after these if the clock has jumped back."""
        return stamp(max(self._clock(), *(moment(each) + _STEP_S for each in stamps if each), 0.0))

    # Listeners

    def listen(self, callback: Listener) -> Callable[[], None]:
        """Tell of every change, with its initiator; return what stops that.

        What this window changes is told on the thread that changes it, and what another one has
        changed on the shelf's own thread, as ``reloaded``.
        """
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def _tell(self, change: Change, initiator: object) -> Change:
        for listener in tuple(self._listeners):
            listener(change, initiator)
        return change

    # Saving

    def flush(self, timeout_s: float) -> bool:
        """Save now, and wait for it; return whether all changes are on the disk."""
        with self._news:
            wanted, attempt = self._number, self._started + 1
            if self._saved_number < wanted:
                self._is_asked = True
                self._hurry.set()
                self._news.notify_all()
                self._news.wait_for(
                    lambda: self._saved_number >= wanted or self._ended >= attempt, timeout_s
                )
            return self._saved_number >= wanted

    def save_copy(self, file: "Path") -> None:
        """Write all that is kept into another file, where the usual one cannot be written.

        Raises:
            ShelfError: that file cannot be written either.
        """
        try:
            durable.replace(file, self._file.bytes_of(self._content))
        except OSError as error:
            raise ShelfError(
                f"{file.name} could not be written: {durable.reason(error)}.",
                kept="What you keep is still in this window.",
                advice="Try another folder, or a memory stick.",
            ) from error

    def close(self) -> None:
        """Save, and stop saving: changes made later are lost."""
        self.flush(_CLOSING_S)
        with self._news:
            self._is_closing = True
            self._hurry.set()
            self._news.notify_all()
        self._saver.join(_LAST_WORD_S)

    def _run(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._is_asked or self._is_closing, self._pause())
                if self._is_closing:
                    return
                is_asked, self._is_asked = self._is_asked, False
            if is_asked:
                self._hurry.wait(_GATHER_S)
            if self._saved_number < self._number or self._file.is_changed:
                try:
                    self._attempt()
                except Exception:  # of a listener: the thread that saves must live on
                    threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), self._saver)))

    def _pause(self) -> float:
        if self._failures:
            return _RETRY_S[min(self._failures, len(_RETRY_S)) - 1]
        return _LOOK_S

    def _attempt(self) -> None:
        with self._news:
            self._hurry.clear()
            self._is_asked = False
            self._started += 1
            mine, number = self._content, self._number
        error, saved, notice = None, mine, ""
        try:
            saved, notice, _ = self._file.save(mine, stamp(self._clock())[:10])
        except OSError as caught:
            error = caught
        except Exception as caught:
            # Whatever it was, it must be told, and saving must be tried again.
            error = durable.UnusableError(f"a fault in the program ({caught!r})")
        before, after = self._take_in(mine, saved)
        with self._news:
            self._ended = self._started
            self._saved_number = self._saved_number if error else number
            has_recovered = bool(self._failures) and not error
            self._failures = self._failures + 1 if error else 0
            self._news.notify_all()
        self._report(error, notice, has_recovered=has_recovered)
        self._tell_reloaded(before, after)

    def _take_in(self, mine: Content, saved: Content) -> tuple[Content, Content]:
        """Hold what the file held besides, whatever the reader has done meanwhile."""
        while True:
            before = self._content
            if saved is mine:
                return before, before
            after = saved if before is mine else merge(before, saved)
            with self._news:
                if self._content is before:
                    self._content, self._index = after, None
                    return before, after

    def _tell_reloaded(self, before: Content, after: Content) -> None:
        if before is after:
            return
        ids = (*after.records, *(id for id in before.records if id not in after.records))
        changed = tuple(id for id in ids if before.records.get(id) != after.records.get(id))
        if changed or list(before.records) != list(after.records):
            found = (after.records.get(id) or before.records[id] for id in changed or ids)
            self._tell(Change("reloaded", changed or ids, sorts=frozenset(map(sort, found))), None)

    def _report(self, error: OSError | None, notice: str, *, has_recovered: bool) -> None:
        if notice and self._failed:
            self._failed(ShelfError(notice))
        if error is not None:
            why = durable.reason(error)
            if why not in self._told and self._failed:
                self._failed(_not_saved(why))
            self._told.add(why)
        elif has_recovered:
            self._told.clear()
            if self._saved_again:
                self._saved_again()


_FORBIDDEN = durable.reason(PermissionError(13, ""))


def _not_saved(why: str) -> ShelfError:
    return ShelfError(
        f"Your bookmarks could not be saved: {why}.",
        kept="They stay in this window until you close it.",
        advice="The reader tries again by itself.",
    )
