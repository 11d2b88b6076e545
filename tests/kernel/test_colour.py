import pytest
from hypothesis import given
from hypothesis import strategies as st

from comanda.kernel.colour import contrast, ink_for, luminance, mix, parse_hex, until_readable

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_hex_in_the_ways_people_write_it() -> None:
    assert parse_hex("#ABC") == "#aabbcc"
    assert parse_hex(" 0F6B4F ") == "#0f6b4f"


@pytest.mark.parametrize("text", ["", "#12", "#12345g", "red", "#1234567", "url(x)", "#fff;color:red"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        parse_hex(text)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@given(colours)
def test_one_of_black_and_white_is_readable_on_any_colour(colour: str) -> None:
    assert contrast(ink_for(colour), colour) >= 4.5


@given(colours)
def test_mixing_nothing_changes_next_to_nothing(colour: str) -> None:
    assert abs(luminance(mix(colour, "#ffffff", 0)) - luminance(colour)) < 0.01


@given(colours)
def test_a_colour_is_moved_until_it_reads(colour: str) -> None:
    light, dark = ("#ffffff", "#f1ede7"), ("#141210", "#2a2622")
    for surfaces in (light, dark):
        found = until_readable(colour, surfaces, 4.5)
        assert all(contrast(found, surface) >= 4.5 for surface in surfaces)
