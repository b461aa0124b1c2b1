"""Sections and definitions as sanitised HTML, with terms, links and pictures in place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote
from xml.etree.ElementTree import Element, tostring

import nh3

from immuno_reader.identity import Language, PackId, SectionId, TermId
from immuno_reader.library.plain_text import measure
from immuno_reader.publishing.images import image_size
from immuno_reader.publishing.linking import TermLinker
from immuno_reader.publishing.markdown_tree import MarkdownReader, Problem
from immuno_reader.publishing.pack_files import resolve
from immuno_reader.publishing.source import (
    Edition,
    Finding,
    SectionSource,
    Severity,
    TermSource,
)

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WITHOUT_TERMS = _HEADINGS | {"a", "abbr", "code", "kbd", "pre", "samp", "sub", "sup"}
_KEPT_LINKS = ("http", "https", "mailto", "tel")
_SCHEME = re.compile(r"[\s\x00-\x20]*([A-Za-z][A-Za-z0-9+.\-]*)\s*:")
_HEADING_LINES = re.compile(
    r"^[ >]*#{1,6}[^\n]*$|^(?![ \t]*$)[^\n]+\n[ >]*(?:=+|-+)[ \t]*$", re.MULTILINE
)
_FENCED = re.compile(r"^(```+|~~~+).*?^\1", re.MULTILINE | re.DOTALL)

_SANITISER = nh3.Cleaner(
    tags={
        *_HEADINGS, *_WITHOUT_TERMS,
        "b", "blockquote", "br", "cite", "dd", "del", "div", "dl", "dt", "em", "hr", "i", "img",
        "ins", "li", "mark", "ol", "p", "s", "small", "span", "strong", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "u", "ul", "var",
    },
    clean_content_tags=set(),
    attributes={
        "a": {"href", "title"},
        "abbr": {"title"},
        "img": {"src", "alt", "title", "width", "height"},
        "ol": {"start"},
        "td": {"align", "colspan", "rowspan"},
        "th": {"align", "colspan", "rowspan"},
        **{heading: {"id"} for heading in _HEADINGS},
    },
    allowed_classes={
        "a": {"term", "again"},
        "div": {"callout", "short", "note", "warning", "danger", "footnote"},
        "p": {"callout-title", "caption"},
        "span": {"missing-image"},
        "sup": {"footnote-ref"},
    },
    link_rel=None,
    url_schemes={"section", "term", "image", *_KEPT_LINKS},
    url_relative="deny",
)
