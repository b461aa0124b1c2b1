"""An export as one HTML file, to be read on any screen and printed."""

from collections.abc import Iterator
from html import escape

from immuno_reader.shelf.exporting.document import Asked, Document, Entry, Explained, Group
from immuno_reader.shelf.exporting.phrases import Phrases

_FROM_THE_RIGHT = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
# Nothing is fetched and nothing runs, whatever is in the texts.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body { font: 1.1rem/1.5 "Atkinson Hyperlegible", Verdana, sans-serif; color: #111;
  background: #fff; max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
  overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; break-after: avoid; }
h2 { margin-top: 2.5rem; border-bottom: 2px solid #111; }
h3 { margin: 2rem 0 0; }
p { margin: .5rem 0; white-space: pre-line; unicode-bidi: plaintext; }
.about, .chapter, .what { color: #444; }
.chapter { margin-top: 0; break-after: avoid; }
article, li { break-inside: avoid; margin: 1rem 0; }
blockquote { margin: .5rem 0; padding: .25rem .75rem; white-space: pre-line;
  unicode-bidi: plaintext; border-inline-start: .5rem solid; }
.yellow { background: #fff6cc; border-color: #c79a00; }
.green { background: #e0f5dc; border-color: #3a8a2c; }
.blue { background: #deeefc; border-color: #2a72b8; }
.pink { background: #fde3ee; border-color: #b8417a; }
.questions { list-style: none; padding: 0; }
.questions li { display: grid; grid-template-columns: 2rem 1fr; }
.questions p { margin: 0; }
.rule { grid-column: 2; height: 2.2rem; border-bottom: 1px dotted #444; }
.answer { grid-column: 2; }
@page { margin: 2cm; }
@media print {
  body { font-size: 11pt; margin: 0; max-width: none; padding: 0; }
  blockquote { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def to_html(document: Document) -> str:
    """Return a document as a page that needs no other file."""
    phrases = document.phrases
    language, title = escape(phrases.language), escape(phrases.title)
    direction = "rtl" if phrases.language.split("-")[0] in _FROM_THE_RIGHT else "ltr"
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{language}" dir="{direction}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<h1>{title}</h1>",
            f'<p class="about">{escape(document.about)}</p>',
            *_parts(document),
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def _parts(document: Document) -> Iterator[str]:
    phrases = document.phrases
    if document.groups:
        yield f"<h2>{escape(phrases.my_bookmarks)}</h2>"
        for group in document.groups:
            yield from _group(group, phrases)
    if document.questions:
        yield f"<h2>{escape(phrases.my_questions)}</h2>"
        yield '<ul class="questions">'
        for question in document.questions:
            yield from _question(question, phrases)
        yield "</ul>"
    if document.words:
        yield f"<h2>{escape(phrases.my_words)}</h2>"
        yield "<ul>"
        yield from (_word(word, phrases) for word in document.words)
        yield "</ul>"
    if not (document.groups or document.questions or document.words):
        yield f"<p>{escape(phrases.nothing)}</p>"


def _group(group: Group, phrases: Phrases) -> Iterator[str]:
    yield "<section>"
    yield f"<h3{_auto()}>{escape(group.title)}</h3>"
    if group.chapter:
        yield f'<p class="chapter"{_auto()}>{escape(group.chapter)}</p>'
    for entry in group.entries:
        yield "<article>"
        yield from _entry(entry, phrases)
        yield "</article>"
    yield "</section>"


def _entry(entry: Entry, phrases: Phrases) -> Iterator[str]:
    kind = f"{entry.kind} ({phrases.colour(entry.colour)})" if entry.colour else entry.kind
    what = " · ".join(filter(None, (kind, entry.date)))
    if entry.name:
        yield f"<p{_auto()}><strong>{escape(entry.name)}</strong></p>"
    yield f'<p class="what">{escape(what)}</p>'
    if entry.quote:
        attributes = f'class="{entry.colour}"{_auto(entry.language)}'
        yield f"<blockquote {attributes}>{escape(entry.quote)}</blockquote>"
    if entry.note:
        yield f"<p{_auto()}>{escape(entry.note)}</p>"
    if entry.labels:
        labels = f"{phrases.labels}: {', '.join(entry.labels)}"
        yield f'<p class="what"{_auto()}>{escape(labels)}</p>'


def _question(question: Asked, phrases: Phrases) -> Iterator[str]:
    box, state = ("☑", phrases.asked) if question.is_done else ("☐", phrases.not_asked)
    source = f"{phrases.suggested_by}: {question.section}" if question.section else ""
    what = " · ".join(filter(None, (state, source)))
    yield f'<li><span aria-hidden="true">{box}</span>'
    yield f"<div><p{_auto()}>{escape(question.text)}</p>"
    yield f'<p class="what"{_auto()}>{escape(what)}</p></div>'
    if question.answer:
        answer = f"<strong>{escape(phrases.answer)}:</strong> {escape(question.answer)}"
        yield f'<p class="answer"{_auto()}>{answer}</p></li>'
    else:  # room to write it down with a pen
        yield '<div class="rule"></div><div class="rule"></div></li>'


def _word(word: Explained, phrases: Phrases) -> str:
    star = f" ({escape(phrases.starred)})" if word.is_starred else ""
    definition = f": {escape(word.definition)}" if word.definition else ""
    return f"<li{_auto()}><strong>{escape(word.name)}</strong>{star}{definition}</li>"


def _auto(language: str = "") -> str:
    """Return the attributes of a text that may be written from the other side."""
    return f' lang="{escape(language)}" dir="auto"' if language else ' dir="auto"'
