"""Who a pack is and where its editions lie: ``pack.yaml``, or what mdBook's ``book.toml`` says."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from immuno_reader.identity import Language, PackId
from immuno_reader.library.book import Pack
from immuno_reader.publishing.findings import Findings
from immuno_reader.publishing.ids import slug
from immuno_reader.publishing.nodes import Fields
from immuno_reader.publishing.pack_files import resolve
from immuno_reader.publishing.source import Silence

MANIFEST = "pack.yaml"
BOOK = "book.toml"
SUMMARY = "SUMMARY.md"

ENGLISH = Language("en")

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Plan:
    """A pack before its text is read."""

    pack: Pack
    """Its title may still be empty."""
    folders: Mapping[Language, str]
    """Where each language lies, from the root of the pack; the default language first."""
    funding: str = ""
    silences: tuple[Silence, ...] = ()
    limits: Mapping[str, str] = field(default_factory=dict)


def is_language(name: str) -> bool:
    """Tell whether a name has the form of a language tag such as ``en`` or ``pt-BR``."""
    return bool(_TAG.fullmatch(name))


def plan_of_manifest(
    fields: Fields, name: str, editions: Iterable[str], findings: Findings
) -> Plan:
    """Return the plan that a ``pack.yaml`` describes.

    Args:
        fields: what it says.
        name: what the folder or file of the pack is called.
        editions: the folders that hold a contents list, for a manifest that names no language.
        findings: held open at the manifest.
    """
    id = _pack_id(fields, name, findings)
    title = fields.text("title")
    if not title:
        findings.error(fields.line_of("title"), "manifest-field", "The pack has no title.")
    tags = _tags(fields, findings)
    if not tags:
        findings.error(fields.line, "manifest-field", "The pack lists no languages.")
        tags = sorted(filter(is_language, editions))
    default = fields.text("default_language").lower()
    folders = {Language(tag.lower()): tag for tag in tags}
    if default and default not in folders:
        findings.error(
            fields.line_of("default_language"),
            "manifest-field",
            f"The default language “{default}” is not among the languages.",
        )
    first = sorted(folders, key=lambda language: language != default)
    return Plan(
        Pack(
            id=id,
            title=title,
            version=fields.text("version"),
            licence=fields.text("licence"),
            publisher=fields.text("publisher"),
            checked=fields.date("checked"),
            languages=tuple(first),
            default_language=first[0] if first else ENGLISH,
        ),
        {language: folders[language] for language in first},
        funding=fields.text("funding"),
        silences=tuple(_silences(fields.inside("check"))),
        limits=_limits(fields.inside("check").inside("limits")),
    )


def plan_of_book(text: str | None, name: str, findings: Findings) -> Plan:
    """Return the plan of an mdBook.

    Args:
        text: its ``book.toml``; None where the folder has only a contents list.
        name: what its folder is called.
        findings: held open at ``book.toml``.
    """
    book = _book_table(text, findings)
    language = book.get("language")
    tag = language.lower() if isinstance(language, str) and is_language(language) else ENGLISH
    authors = book.get("authors")
    publisher = ", ".join(map(str, authors)) if isinstance(authors, list) else ""
    pack = Pack(
        id=PackId(slug(name) or "book"),
        title=str(book.get("title") or ""),
        version="",
        licence="",
        publisher=publisher,
        checked="",
        languages=(Language(tag),),
        default_language=Language(tag),
    )
    return Plan(pack, {Language(tag): book_source(book, findings)})


def book_source(book: Mapping[str, object], findings: Findings) -> str:
    """Return the folder of an mdBook's Markdown, as a path inside the book."""
    source = str(book.get("src") or "src")
    if source.strip("./") == "":
        return ""
    inside = resolve(BOOK, source)
    if inside is None:
        findings.error(0, "book-source", f"The folder “{source}” is not inside the book.")
    return "src" if inside is None else inside


def _book_table(text: str | None, findings: Findings) -> Mapping[str, object]:
    if text is None:
        return {"src": "."}
    try:
        book = tomllib.loads(text).get("book", {})
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        findings.error(int(line[1]) if line else 0, "book-toml", f"This is not TOML: {error}.")
        return {}
    return book if isinstance(book, Mapping) else {}


def _pack_id(fields: Fields, name: str, findings: Findings) -> PackId:
    given = fields.text("id")
    id = slug(given) or slug(name) or "pack"
    if not given:
        findings.error(fields.line, "manifest-field", f"The pack has no id; “{id}” is used.")
    elif id != given:
        findings.error(
            fields.line_of("id"),
            "id-characters",
            f"“{given}” is no id: use a-z, 0-9 and dashes; “{id}” is used.",
        )
    return PackId(id)


def _silences(check: Fields) -> Iterator[Silence]:
    for fields in check.mappings("silence"):
        rule, file, reason = (fields.text(name) for name in ("rule", "file", "reason"))
        yield Silence(rule, file, reason, fields.line)


def _limits(fields: Fields) -> dict[str, str]:
    return {name: fields.text(name) for name in fields.lines}


def _tags(fields: Fields, findings: Findings) -> list[str]:
    tags = []
    for tag in fields.texts("languages"):
        if is_language(tag):
            tags.append(tag)
        else:
            findings.error(
                fields.line_of("languages"), "manifest-field", f"“{tag}” is no language tag."
            )
    return tags
