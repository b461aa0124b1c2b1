"""The pack that breaks no rule."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from immuno_reader.publishing.checking.inspecting import Checked


def test_a_good_pack_has_nothing_to_mend(check: "Callable[..., Checked]") -> None:
    assert check().findings == ()
