"""Reading a pack from a folder, an mdBook or an ``.immuno`` file; the one door to YAML."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from immuno_reader.errors import PackError
from immuno_reader.publishing.archive import PackArchive
from immuno_reader.publishing.decoding import decode
from immuno_reader.publishing.edition import EVERYDAY, GLOSSARY, EditionReader
from immuno_reader.publishing.everyday import with_known_meanings
from immuno_reader.publishing.findings import Findings
from immuno_reader.publishing.glossary import with_known_references
from immuno_reader.publishing.manifest import (
    BOOK,
    MANIFEST,
    SUMMARY,
    Plan,
    plan_of_book,
    plan_of_manifest,
)
from immuno_reader.publishing.nodes import Fields, Node, Value
from immuno_reader.publishing.pack_files import PackFiles, PackFolder
from immuno_reader.publishing.ratings import RATINGS, read_rating
from immuno_reader.publishing.source import Edition, Finding, PackSource, Rating
from immuno_reader.publishing.source_list import NO_LIST, SOURCES, SourceList, read_source_list

if TYPE_CHECKING:
    from immuno_reader.identity import Language

MAX_YAML_DEPTH = 20
"""Levels of nesting; a glossary has three."""

_MAX_RESTARTS = 20
"""How many broken items a list may have before the rest of it is given up."""
_MAX_MANIFEST = 2**20
_UNREADABLE = ("yaml", "text-not-utf-8", "manifest-unreadable")
"""Findings after which nothing more is asked of a sheet."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAMES_OF_NO_BOOK = ("", "summary", "table of contents", "contents")
_TEXT_TAGS = (None, "!", "tag:yaml.org,2002:str")


def load_pack(path: Path) -> PackSource:
    """Return a pack as it was written, with findings for all that its author should mend.

    Args:
        path: a folder with ``pack.yaml``, an mdBook or its ``src`` folder, or an ``.immuno`` file.

    Raises:
        PackError: nothing in it can be read, or it went away meanwhile.
    """
    with _opened(path) as files:
        found: list[Finding] = []
        source = _load(files, Findings(path, found))
        found.sort(key=lambda finding: (finding.file, finding.line))
        return replace(source, findings=tuple(found))


@contextmanager
def _opened(path: Path) -> Iterator[PackFiles]:
    try:
        is_folder = path.is_dir()
        if not is_folder and not path.is_file():
            raise PackError(
                "There is no pack here.", advice="Check the path, or put the stick in.", file=path
            )
        if is_folder:
            yield PackFolder(_book_around(path))
    except OSError as error:
        raise PackError(f"This pack cannot be read: {error.strerror}.", file=path) from error
    if not is_folder:
        with PackArchive(path) as archive:
            yield archive


def _book_around(folder: Path) -> Path:
    """Return the mdBook that a folder is the source of, so that both open as the same pack."""
    book = folder.resolve().parent / BOOK
    if any((folder / name).is_file() for name in (MANIFEST, BOOK)) or not book.is_file():
        return folder
    files, nowhere = PackFolder(book.parent), Findings(book, [])
    plan = plan_of_book(_small_text(files, BOOK, nowhere), files.name, nowhere)
    source = book.parent / next(iter(plan.folders.values()))
    return book.parent if source.resolve() == folder.resolve() else folder


def _load(files: PackFiles, findings: Findings) -> PackSource:
    plan = _plan(files, findings)
    listed = _source_list(files, findings)
    editions: dict[Language, Edition] = {}
    title = plan.pack.title
    for language, folder in plan.folders.items():
        try:
            reader = EditionReader(files, folder, language, findings, read_yaml, listed.records)
            editions[language], list_title = reader.read()
        except PackError as error:
            summary = files.place(f"{folder}/{SUMMARY}" if folder else SUMMARY)
            findings.about(summary).error(
                0, "edition-missing", f"The language “{language}” cannot be read: {error.happened}"
            )
            continue
        if list_title.casefold() not in _NAMES_OF_NO_BOOK:
            title = title or list_title
        if files.has(MANIFEST):
            reader.warn_of_unlisted()
    if not files.is_there():
        raise PackError(
            "The pack went away while it was read.",
            advice="If it is on a stick, put the stick in again.",
            file=findings.file,
        )
    if not any(edition.sections for edition in editions.values()):
        raise _nothing_to_read(findings)
    languages = tuple(editions)
    pack = plan.pack._replace(
        title=title or files.name,
        languages=languages,
        default_language=languages[0],
    )
    checked = {
        language: _with_known_references(edition, editions[languages[0]], findings)
        for language, edition in editions.items()
    }
    return PackSource(
        pack,
        files.place(""),
        checked,
        findings=(),
        sources=listed.records,
        standing=listed.standing,
        funding=plan.funding,
        silences=plan.silences,
        limits=plan.limits,
        ratings=tuple(_ratings(files, pack.default_language, findings)),
    )


def _plan(files: PackFiles, findings: Findings) -> Plan:
    if files.has(MANIFEST):
        about = findings.about(files.place(MANIFEST))
        fields = Fields(
            read_yaml(_small_text(files, MANIFEST, about), about, 1), about, "manifest-type"
        )
        with_contents = [name for name in files.folders() if files.has(f"{name}/{SUMMARY}")]
        return plan_of_manifest(fields, files.name, with_contents, about)
    if files.has(BOOK):
        about = findings.about(files.place(BOOK))
        return plan_of_book(_small_text(files, BOOK, about), files.name, about)
    if files.has(SUMMARY):
        return plan_of_book(None, files.name, findings)
    raise PackError(
        f"This is no pack: it has neither {SUMMARY} nor {MANIFEST}.",
        advice=f"Add a {SUMMARY}, a list of links to the Markdown files in reading order.",
        file=files.place(""),
    )


def _source_list(files: PackFiles, findings: Findings) -> SourceList:
    if not files.has(SOURCES):
        return SourceList(NO_LIST, {})
    about = findings.about(files.place(SOURCES))
    node = read_yaml(_small_text(files, SOURCES, about), about, 1)
    return read_source_list(Fields(node, about, "sources-type"))


def _ratings(files: PackFiles, language: "Language", findings: Findings) -> Iterator[Rating]:
    for name in files.walk(RATINGS):
        if name.casefold().endswith((".yaml", ".yml")):
            path = f"{RATINGS}/{name}"
            about = findings.about(files.place(path))
            before = len(findings.found)
            node = read_yaml(_small_text(files, path, about), about, 1)
            broken = [one for one in findings.found[before:] if one.rule in _UNREADABLE]
            if isinstance(node.value, Mapping) and not broken:
                yield read_rating(node, language, about)
            elif not broken:
                about.warning(
                    node.line, "ratings-type", "This sheet should be a mapping of names to values."
                )


def _small_text(files: PackFiles, path: str, findings: Findings) -> str:
    try:
        return decode(files.read(path, _MAX_MANIFEST), findings).text
    except PackError as error:
        findings.error(0, "manifest-unreadable", error.happened)
        return ""


def _nothing_to_read(findings: Findings) -> PackError:
    """Return an error that names the likely cause: a contents list if one is at fault."""
    faults = [finding for finding in findings.found if finding.severity == "error"]
    faults.sort(key=lambda finding: finding.file.name != SUMMARY)
    if not faults:
        return PackError("There is nothing to read in this pack.", file=findings.file)
    return PackError(
        f"There is nothing to read in this pack. {faults[0].message}",
        advice=f"Mend {SUMMARY}: it should link to the Markdown files.",
        file=faults[0].file,
        line=faults[0].line or None,
    )


def _with_known_references(edition: Edition, default: Edition, findings: Findings) -> Edition:
    terms = with_known_references(
        edition.terms,
        edition.terms.keys() | default.terms.keys(),
        edition.sections.keys() | default.sections.keys(),
        findings.about(edition.folder / GLOSSARY),
    )
    everyday = with_known_meanings(
        edition.everyday,
        terms,
        edition.terms.keys() | default.terms.keys(),
        edition.sections.keys() | default.sections.keys(),
        findings.about(edition.folder / EVERYDAY),
    )
    return replace(edition, terms=terms, everyday=everyday)


class _UnwelcomeError(Exception):
    """Something that YAML allows and a pack does not need."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def read_yaml(text: str, findings: Findings, first_line: int = 1) -> Node:
    """Return a YAML document as nodes; what stands before a fault in it is kept.

    In a list, as a glossary is one, reading goes on at the next item after the fault. Nothing is
    ever constructed from tags, and anchors are refused, so no document grows when it is read.

    Args:
        text: the YAML.
        findings: held open at its file.
        first_line: the number in the file of the text's first line.
    """
    whole = Node("", first_line)
    for _ in range(_MAX_RESTARTS):
        tree = _Tree(first_line, findings)
        fault = tree.read(text)
        whole = _joined(whole, tree.root)
        if fault is None:
            return whole
        message, line = fault
        findings.error(line, "yaml", message)
        lines = text.split("\n")
        after = min(line, tree.broken_item or line) - first_line + 1
        start = next((at for at in range(after, len(lines)) if lines[at].startswith("- ")), None)
        if start is None or isinstance(whole.value, Mapping):
            return whole
        text = "\n".join(lines[start:])
        first_line += start
    return whole


def _joined(whole: Node, more: Node) -> Node:
    if whole.is_empty or not isinstance(whole.value, list) or not isinstance(more.value, list):
        return more if whole.is_empty else whole
    return Node([*whole.value, *more.value], whole.line)


class _Tree:
    """Builds nodes from the events of a YAML text, so that they survive a fault further on."""

    def __init__(self, first_line: int, findings: Findings) -> None:
        self.root = Node("", first_line)
        self._first_line = first_line
        self._findings = findings
        self._open: list[tuple[Node, str | None]] = []
        """The collections that are open, each with the key that waits for its value."""

    @property
    def broken_item(self) -> int | None:
        """The line of the outermost item that a fault left open, if there is one."""
        return self._open[1][0].line if len(self._open) > 1 else None

    def read(self, text: str) -> tuple[str, int] | None:
        """Read the first document; return the fault that ended it and its line, if any."""
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                if isinstance(event, yaml.DocumentEndEvent):
                    break
                mark = event.start_mark
                self._take(event, self._first_line + (mark.line if mark else 0))
        except _UnwelcomeError as error:
            return error.message, error.line
        except yaml.MarkedYAMLError as error:
            line = min(error.problem_mark.line if error.problem_mark else 0, text.count("\n"))
            return _in_plain_words(error, text, line), self._first_line + line
        except yaml.YAMLError as error:
            return f"This is not YAML: {error}.", self._first_line
        return None

    def _take(self, event: yaml.Event, line: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise _UnwelcomeError("Write it out again: references (*name) are not read.", line)
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            raise _UnwelcomeError("Anchors (&name) are not read.", line)
        if isinstance(event, yaml.ScalarEvent):
            if event.tag not in _TEXT_TAGS:
                raise _UnwelcomeError(f"Tags ({event.tag}) are not read.", line)
            self._scalar(event.value, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            if event.tag not in (None, "!"):
                raise _UnwelcomeError(f"Tags ({event.tag}) are not read.", line)
            self._start({} if isinstance(event, yaml.MappingStartEvent) else [], line)
        elif isinstance(event, yaml.CollectionEndEvent):
            node, _ = self._open.pop()
            if self._open:
                self._attach(node)

    def _scalar(self, text: str, line: int) -> None:
        if self._open and self._awaits_key():
            self._open[-1] = (self._open[-1][0], text)
        elif self._open:
            self._attach(Node(text, line))
        else:
            self.root = Node(text, line)

    def _start(self, value: Value, line: int) -> None:
        if len(self._open) >= MAX_YAML_DEPTH:
            raise _UnwelcomeError("This is nested too deep.", line)
        if self._open and self._awaits_key():
            raise _UnwelcomeError("A name before a colon should be text.", line)
        node = Node(value, line)
        if not self._open:
            self.root = node
        self._open.append((node, None))

    def _awaits_key(self) -> bool:
        node, key = self._open[-1]
        return isinstance(node.value, dict) and key is None

    def _attach(self, node: Node) -> None:
        """Put a whole node into the collection around it; the first of two same names stays."""
        holder, key = self._open[-1]
        if isinstance(holder.value, list):
            holder.value.append(node)
        elif isinstance(holder.value, dict) and key is not None:
            self._open[-1] = (holder, None)
            if key in holder.value:
                self._findings.error(
                    node.line, "yaml-duplicate", f"“{key}” is given twice; the first counts."
                )
            else:
                holder.value[key] = node


def _in_plain_words(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    lines = text.split("\n")
    if line < len(lines) and "\t" in lines[line][: len(lines[line]) - len(lines[line].lstrip())]:
        return "A tab stands at the start of this line; use spaces."
    return f"This is not YAML: {error.problem or error.context or 'it ends too early'}."
