"""Where passages of one colour meet."""

from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.identity import Span
from immuno_reader.ui.reading.seams import Seam, seams

SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda at: Span(at[0], at[0] + at[1]))
)


@given(SPANS)
def test_each_end_inside_another_passage_is_a_seam(spans: list[Span]) -> None:
    spans.sort()
    expected = {
        Seam(number, is_end)
        for number, span in enumerate(spans)
        for is_end, at in ((False, span.start), (True, span.end))
        if any(other.start < at and at + is_end <= other.end for other in spans)
    }
    assert set(seams(spans)) == expected
