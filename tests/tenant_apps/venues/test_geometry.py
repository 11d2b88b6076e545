"""Zones, and addresses found without asking anyone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenant_apps.venues.contracts import ZoneInfo
from tenant_apps.venues.selectors.geometry import centre, locate, zone_at
from tenant_apps.venues.services.set_zone import clean_ring

SQUARE = ((9.15, 45.44), (9.19, 45.44), (9.19, 45.47), (9.15, 45.47))


def a_zone(number: int = 1, polygon: tuple[tuple[float, float], ...] = SQUARE, **changes: object) -> ZoneInfo:
    values: dict[str, object] = {
        "id": number, "venue_id": 1, "name": "Navigli", "fee": Decimal(3), "minimum": Decimal(15),
        "free_from": Decimal(40), "minutes": 20, "polygon": polygon, "postcodes": ("20144", "E8"),
    }  # fmt: skip
    return ZoneInfo(**(values | changes))  # type: ignore[arg-type]


def test_a_point_finds_the_first_zone_that_holds_it() -> None:
    wide = a_zone(2, ((9.0, 45.3), (9.3, 45.3), (9.3, 45.6), (9.0, 45.6)))
    zones = [a_zone(), wide]
    assert zone_at(zones, latitude=45.45, longitude=9.17, postcode="") == zones[0]
    assert zone_at(zones, latitude=45.5, longitude=9.17, postcode="") == wide
    assert zone_at(zones, latitude=46, longitude=9.17, postcode="20144") is None, "beyond all zones"


def test_a_point_talks_no_postcode_into_another_zone() -> None:
    near, far = a_zone(1), a_zone(2, ((9.3, 45.5), (9.4, 45.5), (9.4, 45.6), (9.3, 45.6)), postcodes=("20900", "20144"))
    in_near = {"latitude": 45.45, "longitude": 9.17}
    assert zone_at([near, far], **in_near, postcode="20900") == far
    assert zone_at([near, far], **in_near, postcode="10121") == near, "a postcode that no zone lists says nothing"
    assert zone_at([near, far], latitude=45.55, longitude=9.35, postcode="20144") == far, "listed twice: the point"
    assert zone_at([near, a_zone(3, (), postcodes=("20900",))], **in_near, postcode="20900").id == 3, "never drawn"


@pytest.mark.parametrize("text", ["20144", "Via Tortona 3, 20144 Milano", "12 Mare St, London e8 3nj", "E83NJ"])
def test_a_postcode_finds_its_zone(text: str) -> None:
    zone = a_zone()
    assert zone_at([zone], latitude=None, longitude=None, postcode=text) == zone
    assert locate(text, zones=[zone], venue_postcode="", venue_point=None) == centre(zone)


@pytest.mark.parametrize("text", ["", "20145", "Via Roma 2, 10121 Torino", "E17 4QR"])
def test_an_address_elsewhere_is_not_guessed(text: str) -> None:
    assert zone_at([a_zone()], latitude=None, longitude=None, postcode=text) is None
    assert locate(text, zones=[a_zone()], venue_postcode="20123", venue_point=(Decimal(45), Decimal(9))) is None


def test_delivery_is_free_from_the_stated_basket() -> None:
    assert a_zone().fee_for(Decimal("39.99")) == 3
    assert a_zone().fee_for(Decimal(40)) == 0
    assert a_zone(free_from=None).fee_for(Decimal(400)) == 3


# One whole number a corner, read as two coordinates of four decimals: far cheaper to draw than pairs of floats.
corners = st.lists(st.integers(0, 10_001**2 - 1), min_size=3, max_size=8)


@given(corners)
def test_a_ring_that_is_kept_holds_its_own_middle(drawn: list[int]) -> None:
    places = (divmod(number, 10_001) for number in drawn)
    ring, problem = clean_ring([(9 + x / 10_000, 45 + y / 10_000) for x, y in places])
    if problem:
        assert ring == []
        return
    zone = a_zone(polygon=tuple((x, y) for x, y in ring))
    middle = centre(zone)
    assert middle is not None
    assert zone_at([zone], latitude=middle[0], longitude=middle[1], postcode="") == zone


@pytest.mark.parametrize(
    ("points", "word"),
    [
        ([(9.1, 45.4), (9.2, 45.4)], "three corners"),
        ([(9.1, 45.4), (9.2, 45.5), (9.2, 45.4), (9.1, 45.5)], "crosses itself"),
        ([(9.1, 45.4), (9.2, 45.5), (9.3, 45.6)], "one line"),
        ([(9.1, 95.0), (9.2, 45.5), (9.2, 45.4)], "off the map"),
        ([(float("nan"), 45.0), (9.2, 45.5), (9.2, 45.4)], "off the map"),
        ([(9.1, 45.4), (19.2, 45.4), (9.2, 48.4)], "wider"),
    ],
)
def test_an_outline_nobody_could_deliver_in_is_refused_in_words(points: list[tuple[float, float]], word: str) -> None:
    ring, problem = clean_ring(points)
    assert ring == []
    assert word in problem


def test_a_closed_ring_is_opened_and_doubled_corners_are_dropped() -> None:
    ring, problem = clean_ring([(9.1, 45.4), (9.1, 45.4), (9.2, 45.4), (9.2, 45.5), (9.1, 45.4)])
    assert not problem
    assert ring == [[9.1, 45.4], [9.2, 45.4], [9.2, 45.5]]
