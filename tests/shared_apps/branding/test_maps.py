"""A small map: everything in the frame, north up, distances right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_apps.branding.facade import distance_km
from shared_apps.branding.selectors.plan import plan_around
from shared_apps.branding.templatetags.maps import route_map

MILAN = (45.4642, 9.1900)
offsets = st.floats(-0.2, 0.2)


@given(north=offsets, east=offsets, far=offsets)
def test_both_ends_are_inside_whatever_lies_around(north: float, east: float, far: float) -> None:
    end = (MILAN[0] + north, MILAN[1] + east)
    plan = plan_around([MILAN, end], width=420, height=220, edge=32, surroundings=[(45.4 + far, 9.0)])
    for x, y in (plan.place(MILAN), plan.place(end)):
        assert 31 <= x <= 389
        assert 31 <= y <= 189


def test_north_is_up_and_east_is_right() -> None:
    plan = plan_around([MILAN, (45.48, 9.21)], width=420, height=220, edge=32)
    (x1, y1), (x2, y2) = plan.place(MILAN), plan.place((45.48, 9.21))
    assert x2 > x1
    assert y2 < y1


def test_a_kilometre_is_a_kilometre() -> None:
    assert distance_km(MILAN, (45.4642 + 1 / 111.32, 9.19)) == pytest.approx(1, abs=0.01)
    assert distance_km((45.4642, 9.19), (51.5074, -0.1278)) == pytest.approx(960, rel=0.05), "Milan to London"


def test_the_drawing_is_said_and_nothing_in_it_is_trusted() -> None:
    drawn = route_map(MILAN, (45.48, 9.21), [(45.4, 9.1), (45.4, 9.3), (45.55, 9.3)], '<b>"A & B"')
    assert 'role="img"' in drawn
    assert "&lt;b&gt;&quot;A &amp; B&quot;" in drawn
    assert "<b>" not in drawn
    assert "style" not in drawn
