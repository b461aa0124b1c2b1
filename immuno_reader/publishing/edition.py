"""Reading a pack in one language: its contents list, sections, glossary and pictures."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path, PurePosixPath

from immuno_reader.errors import PackError
from immuno_reader.identity import Language, SectionId, TermId
from immuno_reader.publishing.decoding import decode
from immuno_reader.publishing.everyday import read_everyday
from immuno_reader.publishing.findings import Findings
from immuno_reader.publishing.front_matter import (
    FrontMatter,
    first_heading,
    read_front_matter,
    split,
)
from immuno_reader.publishing.glossary import read_terms
from immuno_reader.publishing.ids import UniqueIds, id_of_path, slug
from immuno_reader.publishing.images import MAX_BYTES, SUFFIXES, image_size
from immuno_reader.publishing.manifest import SUMMARY
from immuno_reader.publishing.nodes import Fields, Node
from immuno_reader.publishing.pack_files import PackFiles, resolve
from immuno_reader.publishing.source import (
    Edition,
    EntrySource,
    EverydaySource,
    Image,
    SectionSource,
    TermSource,
)
from immuno_reader.publishing.source_list import Known, find_unknown
from immuno_reader.publishing.splitting import split_markdown
from immuno_reader.publishing.summary import Row, Summary, parse_summary

GLOSSARY = "glossary.yaml"
EVERYDAY = "everyday.yaml"
WORDS = "words.txt"

MAX_SECTION = 16 * 2**20
"""Bytes of one Markdown file."""
MAX_LIST = 8 * 2**20
"""Bytes of a contents list or a glossary."""
MAX_PICTURES = 256 * 2**20
"""Bytes of all pictures of one language, which are held in memory."""

_MARKDOWN = re.compile(r".*\.(?:md|markdown)", re.IGNORECASE)
_NO_TEXT = "*This section cannot be shown: its file holds no text.*"

YamlReader = Callable[[str, Findings, int], Node]
"""Reads YAML whose first line has the given number in its file."""


class EditionReader:
    """Reads one language of a pack, once.

    Args:
        files: where the pack is.
        folder: where the language lies in it; empty for the root.
        language: which one it is.
        findings: where to put what is wrong.
        read_yaml: the one door to YAML.
        sources: what the pack lists; without a list, the keys of terms are not looked up.
    """

    def __init__(
        self,
        files: PackFiles,
        folder: str,
        language: Language,
        findings: Findings,
        read_yaml: YamlReader,
        sources: Known,
    ) -> None:
        self._files = files
        self._folder = folder
        self._language = language
        self._all_findings = findings
        self._findings = findings.about(self._place(SUMMARY))
        self._read_yaml = read_yaml
        self._sources = sources
        self._paths = tuple(files.walk(folder))
        self._by_caseless_path = {path.casefold(): path for path in self._paths}
        self._sections: dict[SectionId, SectionSource] = {}
        self._by_path: dict[str, SectionId] = {}
        self._ids = UniqueIds()

    def read(self) -> tuple[Edition, str]:
        """Return the edition, and the title of its contents list.

        Raises:
            PackError: it has no contents list.
        """
        summary = self._summary()
        entries = tuple(self._entries(summary.rows))
        edition = Edition(
            language=self._language,
            folder=self._place(""),
            entries=entries,
            sections=self._sections,
            terms=self._terms(),
            images=dict(self._images()),
            everyday=self._everyday(),
            words=self._words(),
        )
        return edition, summary.title

    def warn_of_unlisted(self) -> None:
        """Add a finding for each Markdown file that the contents list leaves out."""
        for path in self._paths:
            if _MARKDOWN.fullmatch(path) and path != SUMMARY and path not in self._by_path:
                self._all_findings.about(self._place(path)).warning(
                    0, "section-unlisted", "This file is not in SUMMARY.md, so nobody reads it."
                )

    def _summary(self) -> Summary:
        text, is_text = self._text(SUMMARY, self._findings, MAX_LIST)
        summary = parse_summary(text if is_text else "")
        for problem in summary.problems:
            self._findings.warning(problem.line, "summary-line", problem.message)
        if not summary.rows:
            self._findings.error(0, "summary-empty", "The contents list is empty.")
        return summary

    def _entries(self, rows: tuple[Row, ...]) -> Iterator[EntrySource]:
        for row, following in zip_longest(rows, rows[1:]):
            if row.kind == "part":
                yield EntrySource(row.title, 0, "part", None, row.line)
            elif row.kind == "draft":
                yield _draft(row)
            elif row.kind == "section":
                path = self._path(row)
                if path is None:
                    yield _draft(row)
                elif path not in self._by_path:
                    yield from self._section_entries(row, path)
                else:
                    self._findings.warning(
                        row.line,
                        "summary-twice",
                        f"“{path}” stands in the list already; the first place counts.",
                    )
                    if following and following.depth > row.depth:
                        yield _draft(row)

    def _path(self, row: Row) -> str | None:
        """Return the file that a row leads to, or None after saying why there is none."""
        path = resolve(SUMMARY, row.target)
        if path is None:
            self._findings.error(
                row.line, "summary-unsafe-link", f"“{row.target[:80]}” does not lead into the pack."
            )
        elif path == SUMMARY or not _MARKDOWN.fullmatch(path):
            self._findings.error(
                row.line, "summary-no-section", f"“{row.target[:80]}” is no section to read."
            )
        elif path in self._by_path or self._files.has(self._inside(path)):
            return path
        elif alike := self._by_caseless_path.get(path.casefold()):
            self._findings.warning(
                row.line, "summary-case", f"“{path}” is called “{alike}”: capitals matter."
            )
            return alike
        else:
            self._findings.error(row.line, "summary-missing-file", f"There is no file “{path}”.")
        return None

    def _section_entries(self, row: Row, path: str) -> Iterator[EntrySource]:
        try:
            sections = self._read_section(path, row.title)
        except PackError as error:
            self._findings.error(row.line, "summary-unreadable-file", f"“{path}”: {error.happened}")
            yield _draft(row)
            return
        for number, section in enumerate(sections, 1):
            self._sections[section.id] = section
            title = row.title or sections[0].title
            yield EntrySource(
                title if number == 1 else f"{title} ({number})",
                row.depth if number == 1 else row.depth + 1,
                "section",
                section.id,
                row.line,
            )

    def _read_section(self, path: str, listed_title: str) -> list[SectionSource]:
        findings = self._all_findings.about(self._place(path))
        text, is_text = self._text(path, findings, MAX_SECTION)
        head, body, body_line = split(text if is_text else _NO_TEXT)
        about = self._front_matter(head, findings)
        section = SectionSource(
            id=self._section_id(about.id, path, findings),
            path=Path(path),
            file=self._place(path),
            title=about.title or first_heading(body) or listed_title or PurePosixPath(path).stem,
            summary=about.summary,
            body=body,
            body_line=body_line,
            checked=about.checked,
            due=about.due,
            sources=about.sources,
            clinical_review=about.clinical_review,
            kind=about.kind,
            lines=about.lines,
        )
        self._by_path[path] = section.id
        return self._parts(section, findings)

    def _front_matter(self, head: str, findings: Findings) -> FrontMatter:
        if not head.strip():
            return FrontMatter()
        node = self._read_yaml(head, findings, 2)
        fields = Fields(node, findings, "front-matter-type")
        return read_front_matter(fields, self._sources, findings)

    def _section_id(self, given: str, path: str, findings: Findings) -> SectionId:
        wanted = slug(given) or id_of_path(path)
        if given and wanted != given:
            findings.error(
                1,
                "id-characters",
                f"“{given}” is no id: use a-z, 0-9 and dashes; “{wanted}” is used.",
            )
        id = SectionId(self._ids.take(wanted))
        if id != wanted:
            first = self._sections.get(SectionId(wanted))
            findings.error(
                1,
                "section-duplicate-id",
                f"The id “{wanted}” of {path} is taken by {first.path.as_posix() if first else ''};"
                f" “{id}” is used.",
            )
        return id

    def _parts(self, section: SectionSource, findings: Findings) -> list[SectionSource]:
        parts = split_markdown(section.body)
        if len(parts) == 1:
            return [section]
        findings.warning(
            0,
            "section-long",
            f"This section is very long ({len(section.body) // 1024:,} KiB);"
            f" it is shown in {len(parts)} parts.",
        )
        return [
            replace(
                section,
                id=section.id
                if number == 1
                else SectionId(self._ids.take(f"{section.id}--{number}")),
                title=section.title if number == 1 else f"{section.title} ({number})",
                body=part.text,
                body_line=section.body_line + part.line,
            )
            for number, part in enumerate(parts, 1)
        ]

    def _terms(self) -> dict[TermId, TermSource]:
        if not self._files.has(self._inside(GLOSSARY)):
            return {}
        findings = self._all_findings.about(self._place(GLOSSARY))
        try:
            text, is_text = self._text(GLOSSARY, findings, MAX_LIST)
        except PackError as error:
            findings.error(0, "glossary-unreadable", error.happened)
            return {}
        terms = read_terms(self._read_yaml(text, findings, 1), findings) if is_text else {}
        for term in terms.values() if self._sources else ():
            find_unknown(dict.fromkeys(term.sources, term.line), self._sources, findings)
        return terms

    def _everyday(self) -> tuple[EverydaySource, ...]:
        if not self._files.has(self._inside(EVERYDAY)):
            return ()
        findings = self._all_findings.about(self._place(EVERYDAY))
        try:
            text, is_text = self._text(EVERYDAY, findings, MAX_LIST)
        except PackError as error:
            findings.error(0, "everyday-unreadable", error.happened)
            return ()
        return read_everyday(self._read_yaml(text, findings, 1), findings) if is_text else ()

    def _words(self) -> frozenset[str] | None:
        if not self._files.has(self._inside(WORDS)):
            return None
        findings = self._all_findings.about(self._place(WORDS))
        try:
            text, is_text = self._text(WORDS, findings, MAX_LIST)
        except PackError as error:
            findings.error(0, "words-unreadable", error.happened)
            return None
        lines = (line.partition("#")[0].strip().casefold() for line in text.split("\n"))
        return frozenset(filter(None, lines)) if is_text else None

    def _images(self) -> Iterator[tuple[str, Image]]:
        total = 0
        for path in self._paths:
            if not path.casefold().endswith(SUFFIXES):
                continue
            findings = self._all_findings.about(self._place(path))
            try:
                data = self._files.read(self._inside(path), MAX_BYTES)
                width, height = image_size(data)
            except PackError as error:
                findings.error(0, "image-unreadable", error.happened)
                continue
            except ValueError as reason:
                findings.error(0, "image-refused", f"This picture is not shown: {reason}.")
                continue
            total += len(data)
            if total > MAX_PICTURES:
                findings.error(
                    0,
                    "image-total",
                    f"The pictures are larger than {MAX_PICTURES // 2**20} MiB together;"
                    " this one and those after it are not shown.",
                )
                return
            yield path, Image(data, width, height)

    def _text(self, path: str, findings: Findings, limit: int) -> tuple[str, bool]:
        """Return a file's text, and whether it is one."""
        text, is_text = decode(self._files.read(self._inside(path), limit), findings)
        if not is_text:
            findings.error(0, "text-binary", "This file holds no text.")
        return text, is_text

    def _inside(self, path: str) -> str:
        return f"{self._folder}/{path}" if self._folder and path else self._folder or path

    def _place(self, path: str) -> Path:
        return self._files.place(self._inside(path))


def _draft(row: Row) -> EntrySource:
    return EntrySource(row.title, row.depth, "draft", None, row.line)
