"""A small pack that breaks no rule, and what changes it."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from immuno_reader.errors import PackError
from immuno_reader.publishing.checking.manuscript import lay_out
from immuno_reader.publishing.loading import load_pack

TODAY = date(2026, 11, 28)

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"/>'
HEAD = {
    "id": "cells",
    "title": "What are cells?",
    "summary": "The smallest living parts of the body.",
    "kind": "explain",
    "checked": "2026-11-24",
    "due": "2027-11-24",
    "sources": "[NCI]",
    "clinical_review": "",
}
BODY = """\
# What are cells?

!!! short "In short"
    - Cells are the small parts of the body.

## What they do {#work}

A cell is a small living part of the human body. Every cell takes in food and energy, so you can
move about and think.

![A round cell with a dark core](images/cell.svg "One cell, drawn large.")

## What to ask next {#ask}

Ask your nurse how your cells are tested.
"""
GLOSSARY = """\
- id: cell
  term: cell
  say: SEL
  definition: A small living part of the body.
  sources: [NCI]
"""
PACK = """\
id: cells
title: Cells
publisher: The tests
funding: None
languages: [en]
"""
SOURCES = """\
NCI: {publisher: National Cancer Institute, title: A page, date: "2025", seen: 2026-11}
"""

PEMAT = (*range(1, 13), *range(15, 20))
FINGERPRINT = "FINGERPRINT"
"""Stands in a sheet for that of the pack as it is written."""


def sheet(*failed: int, sections: str = "cells", **fields: str) -> str:
    """Return what a rater wrote who found some items of the CDC index not met."""
    given = {
        "chapter": "What are cells?",
        "sections": f"[{sections}]",
        "rater": "A reader who did not write it",
        "date": "2026-11-25",
        "text": FINGERPRINT,
        **fields,
    }
    lines = [f"{name}: {value}".rstrip() for name, value in given.items()]
    lines += ["pemat_p:", "  understandability:", *(f'    "{at}": {{agree: true}}' for at in PEMAT)]
    lines += ["  actionability:", *(f'    "{at}": {{agree: true}}' for at in range(20, 27))]
    lines += ["  score: {understandability: 100, actionability: 100}", "cdc_index:", "  items:"]
    met = {at: "false" if at in failed else "true" for at in range(1, 21)}
    lines += [f'    "{at}": {{met: {answer}}}' for at, answer in met.items()]
    return "\n".join([*lines, f"  score: {100 - 5 * len(failed)}", ""])


FILES: Mapping[str, str] = {
    "pack.yaml": PACK,
    "sources.yaml": SOURCES,
    "en/SUMMARY.md": "- [What are cells?](cells.md)\n",
    "en/glossary.yaml": GLOSSARY,
    "en/images/cell.svg": PICTURE,
}


Change = Mapping[str, str]
"""Files of the pack with their new texts."""


class Case(NamedTuple):
    """A rule, what breaks it and nothing else, and what is close to that and breaks nothing."""

    rule: str
    breaks: Change
    holds: Change


def page(body: str = BODY, **fields: str | None) -> str:
    """Return a section; a field of None is left out."""
    head = {**HEAD, **fields}
    lines = [f"{name}: {value}".rstrip() for name, value in head.items() if value is not None]
    return "\n".join(["---", *lines, "---", body])


def saying(text: str, **fields: str | None) -> str:
    """Return the section with more text under its first heading."""
    return page(BODY.replace("\n![A round", f"\n{text}\n\n![A round"), **fields)


def asking(text: str) -> dict[str, str]:
    """Return the change that adds some text."""
    return {"en/cells.md": saying(text)}


def limits(**wishes: float) -> dict[str, str]:
    """Return the change that makes limits stricter."""
    lines = "".join(f"    {name}: {limit}\n" for name, limit in wishes.items())
    return {"pack.yaml": f"{PACK}check:\n  limits:\n{lines}"}


def write(folder: Path, *changes: Mapping[str, str]) -> Path:
    """Write the pack with its changes, rated as it then stands."""
    files = {**FILES, "en/cells.md": page()}
    for change in changes:
        files.update(change)
    _write(folder, files)
    with suppress(PackError):
        source = load_pack(folder)
        proof = lay_out(source).default
        for rating in source.ratings:
            _bind(rating.file, proof.fingerprint(rating.sections))
        if not source.ratings:
            ids = proof.edition.sections
            _write(folder, {"ratings/all.yaml": sheet(sections=", ".join(ids))})
            _bind(folder / "ratings" / "all.yaml", proof.fingerprint(ids))
    return folder


def _bind(file: Path, fingerprint: str) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(FINGERPRINT, fingerprint), encoding="utf-8")


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
