"""A pack is data: whatever HTML is in it, nothing runs, nothing is fetched, and the text stays."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.publishing.rendering import Rendered

Render = Callable[..., Rendered]

SAFE_ATTRIBUTES = {
    "href", "title", "src", "alt", "width", "height", "class", "id", "start", "align", "colspan",
    "rowspan",
}  # fmt: skip
SAFE_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "div", "dl", "dt", "em",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p",
    "pre", "s", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "u", "ul", "var",
}  # fmt: skip
SAFE_ADDRESS = re.compile("(?:section:|term:|image:|https?:|mailto:|tel:)", re.IGNORECASE)

VECTORS = [
    "<script>alert('W')</script>W",
    "<SCRIPT SRC=http://x.example/x.js></SCRIPT>W",
    "W<script\n>alert(1)",
    "<scr<script>ipt>alert(1)</scr</script>ipt>W",
    "<<script>script>alert(1)//<</script>W",
    "<script/src=//x.example>W",
    "</p><script>W</script>",
    "<img src=x onerror=alert(1)>W",
    "<img src='x' onerror='alert(1)' alt='W'>W",
    '<img """><script>alert(1)</script>">W',
    "<img/src=`x`onerror=alert(1)>W",
    "<IMG SRC=javascript:alert('x')>W",
    "<IMG SRC=&#106;&#97;&#118;&#97;script:alert(1)>W",
    "<img src='http://x.example/a.png' srcset='http://x.example/b.png 2x'>W",
    "<svg onload=alert(1)>W</svg>",
    "<svg><script>alert(1)</script><text>W</text></svg>",
    "<svg><image href='http://x.example/x.png'/></svg>W",
    "<math><mtext><img src=x onerror=alert(1)>W",
    "<iframe src='javascript:alert(1)'>W</iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>W",
    "<object data='javascript:alert(1)'>W</object>",
    "<embed src='http://x.example/x.swf'>W",
    "<form action='http://x.example'><input type=submit value=x>W</form>",
    "<button formaction='javascript:alert(1)'>W</button>",
    "<textarea autofocus onfocus=alert(1)>W</textarea>",
    "<select onfocus=alert(1)><option>W</select>",
    "<body onload=alert(1)>W",
    "<base href='http://x.example/'>W",
    "<link rel=stylesheet href='http://x.example/x.css'>W",
    "<meta http-equiv=refresh content='0;url=http://x.example'>W",
    "<style>@import 'http://x.example/x.css'; p { background: url(http://x.example/W) }</style>",
    "<p style='background: url(http://x.example/x.png)' onclick='alert(1)'>W</p>",
    "<div style='width: expression(alert(1))'>W</div>",
    "<table background='http://x.example/x.png'><tr><td background='javascript:x'>W</table>",
    "<a href='javascript:alert(1)'>W</a>",
    "<a href='java\nscript:alert(1)'>W</a>",
    "<a href='&#x6A;avascript&colon;alert(1)'>W</a>",
    "<a href=' javascript:alert(1)'>W</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>W</a>",
    "<a href='vbscript:x' onmouseover='alert(1)'>W</a>",
    "<a href='file:///etc/passwd'>W</a>",
    "<a href='qrc:/x'>W</a>",
    "<a href='\\\\x.example\\share'>W</a>",
    "<a name=x id=x class=evil target=_blank ping='http://x.example'>W</a>",
    "<marquee onstart=alert(1)>W</marquee>",
    "<video src='http://x.example/x.mp4' onerror=alert(1)>W</video>",
    "<audio controls src='http://x.example/x.mp3'>W</audio>",
    "<details ontoggle=alert(1) open><summary>W</summary></details>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>W</noscript>",
    "<!--><script>alert(1)</script>-->W",
    "<!--[if IE]><script>alert(1)</script><![endif]-->W",
    "<?php echo 'W' ?>",
    "<![CDATA[<script>W</script>]]>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>W",
    "[W](javascript:alert(1))",
    "[W](java&#10;script:alert(1))",
    '[W](x "onmouseover=alert(1)")',
    '![W](x" onerror="alert(1))W',
    "[W][r]\n\n[r]: javascript:alert(1)",
    "<javascript:alert(1)> W",
    "# W {#x onclick=alert(1)}",
    "W\n{: onclick=alert(1) style=x }",
    "[W](#x){onclick=alert(1)}",
    "*[W]: \"><script>alert(1)</script>\n\nW",
    "!!! note\" onclick=\"alert(1) \"W\"\n    W",
    "```x\" onload=\"alert(1)\nW\n```",
    "| W |\n|---|\n| <script>alert(1)</script> |",
    "<b onmouseover=alert(1)>W</b>",
    "<p class='callout danger' data-block='x'>W</p>",
    "<title>W</title><plaintext>W",
    "<x onclick=alert(1)>W</x>",
    "<template><script>alert(1)</script>W</template>",
]  # fmt: skip


class Gate(HTMLParser):
    """Reads HTML as a browser would and lets only what is harmless pass."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SAFE_TAGS, tag
        for name, value in attrs:
            assert name in SAFE_ATTRIBUTES, name
            if name in ("href", "src"):
                assert SAFE_ADDRESS.match(value or ""), value
            if name == "src":
                assert (value or "").startswith("image:book/en/"), value

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def text_through_gate(html: str) -> str:
    gate = Gate()
    gate.feed(html)
    gate.close()
    return gate.text


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("around", ["{}", "before {} after", "- item {}\n", "<div>\n{}\n</div>"])
def test_no_vector_passes_and_the_text_stays(render: Render, vector: str, around: str) -> None:
    text = text_through_gate(render(around.format(vector)).html)
    assert "W" in text
    assert "after" in text or "after" not in around


PARTS = st.sampled_from(
    [part for vector in VECTORS for part in re.split(r"(?=[<>\"' =])", vector) if part.strip()]
)


@given(st.lists(PARTS | st.text("<>/=\"'` \n&;:()[]!ax", max_size=4), max_size=12).map("".join))
def test_no_mixture_of_vectors_passes(render: Render, source: str) -> None:
    text_through_gate(render(source).html)


def test_tags_that_are_left_out_are_named_once_with_their_line(render: Render) -> None:
    rendered = render("One\n\n<font color=red>two</font> <font>three</font>")
    (finding,) = rendered.findings
    assert (finding.rule, finding.line) == ("html-left-out", 11)
    assert "<font>" in finding.message


def test_tags_that_are_kept(render: Render) -> None:
    source = "10<sup>9</sup> H<sub>2</sub>O <kbd>F1</kbd> <b>a <i>b</i></b> x<br>y "
    html = render(source + "<a href='#x'>z</a>\n\n# X").html
    assert html.startswith(f'<p>{source}<a href="section:book/here#x">z</a></p>')


def test_a_table_of_html(render: Render) -> None:
    rows = "<tr><th align=center onclick=x>A</th></tr>\n\n<tr><td colspan=2>b</td></tr>"
    html = re.sub(r"\n| (?=<)", "", render(f"<table>\n{rows}</table>").html)
    assert html == (
        '<table><tbody><tr><th align="center">A</th></tr><tr><td colspan="2">b</td></tr>'
        "</tbody></table>"
    )
