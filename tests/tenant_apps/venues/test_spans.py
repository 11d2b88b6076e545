"""Opening hours as instants: nights, holidays and the two nights a year when clocks change."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from comanda.kernel.clock import zone
from tenant_apps.venues.contracts import HoursException, OpeningHours, OpenState, ServiceType, VenueInfo
from tenant_apps.venues.selectors.opening import list_slots, open_state
from tenant_apps.venues.selectors.spans import spans

ROME = "Europe/Rome"
TIMEZONES = (ROME, "Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Asia/Kathmandu")


def a_venue(**changes: object) -> VenueInfo:
    values: dict[str, object] = {
        "id": 1, "name": "Forno", "slug": "forno", "code": "MI1", "country": "IT", "currency": "EUR", "timezone": ROME,
        "languages": ("it",), "address": "", "city": "", "postcode": "", "latitude": None, "longitude": None,
        "phone": "", "email": "", "services": frozenset(ServiceType), "prep_minutes": 20, "auto_accept": False,
        "day_ends_at": time(4), "is_active": True,
    }  # fmt: skip
    return VenueInfo(**(values | changes))  # type: ignore[arg-type]


def at(text: str, timezone: str = ROME) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone(timezone)).astimezone(UTC)


def state(
    moment: str,
    *hours: OpeningHours,
    exceptions: tuple[HoursException, ...] = (),
    service: ServiceType | None = None,
    **changes: object,
) -> OpenState:
    return open_state(
        venue=a_venue(**changes),
        hours=hours,
        exceptions={exception.day: exception for exception in exceptions},
        service=service,
        at=at(moment),
    )


SATURDAY_NIGHT = OpeningHours(weekday=5, opens=time(18), closes=time(2))
LUNCH = OpeningHours(weekday=0, opens=time(12), closes=time(15))
DINNER = OpeningHours(weekday=0, opens=time(18), closes=time(23))


def test_a_night_belongs_to_the_evening_it_began() -> None:
    assert state("2026-06-14T01:30", SATURDAY_NIGHT).until == at("2026-06-14T02:00")
    assert not state("2026-06-14T02:00", SATURDAY_NIGHT).is_open
    assert not state("2026-06-13T01:30", SATURDAY_NIGHT).is_open, "Saturday before dawn is Friday's night"


def test_between_lunch_and_dinner_the_next_opening_is_named() -> None:
    between = state("2026-06-15T16:00", LUNCH, DINNER)
    assert not between.is_open
    assert between.opens_at == at("2026-06-15T18:00")


def test_last_orders_come_before_closing() -> None:
    dinner = state("2026-06-15T22:40", DINNER, last_order_minutes=30)
    assert dinner.is_open
    assert not dinner.takes_orders(at("2026-06-15T22:40"))
    assert dinner.takes_orders(at("2026-06-15T22:30"))


def test_a_holiday_closes_the_day_and_says_why() -> None:
    closed = state("2026-06-15T13:00", LUNCH, exceptions=(HoursException(date(2026, 6, 15), "Ferragosto"),))
    assert not closed.is_open
    assert closed.reason == "Ferragosto"
    assert closed.opens_at == at("2026-06-22T12:00")


def test_an_exception_does_not_cut_the_night_before() -> None:
    sunday_closed = HoursException(date(2026, 6, 14), "Party")
    assert state("2026-06-14T01:30", SATURDAY_NIGHT, exceptions=(sunday_closed,)).is_open


def test_hours_for_one_service_do_not_open_another() -> None:
    delivery = OpeningHours(weekday=0, opens=time(18), closes=time(23), service=ServiceType.DELIVERY)
    assert state("2026-06-15T19:00", delivery, service=ServiceType.DELIVERY).is_open
    assert not state("2026-06-15T19:00", delivery, service=ServiceType.PICKUP).is_open
    assert state("2026-06-15T19:00", delivery).is_open, "open for something"


def test_a_service_not_offered_or_a_closed_venue_never_opens() -> None:
    assert not state(
        "2026-06-15T13:00", LUNCH, service=ServiceType.DELIVERY, services=frozenset({ServiceType.PICKUP})
    ).is_open
    assert not state("2026-06-15T13:00", LUNCH, is_active=False).is_open


def test_round_the_clock_is_one_long_span() -> None:
    always = [OpeningHours(weekday=day, opens=time(0), closes=time(0)) for day in range(7)]
    found = spans(first=date(2026, 3, 27), days=5, timezone=ROME, hours=always, exceptions={}, service=None)
    assert found == [(at("2026-03-27T00:00"), at("2026-04-01T00:00"))]


def test_the_night_clocks_go_back_is_an_hour_longer() -> None:
    [(start, end)] = spans(
        first=date(2026, 10, 24), days=1, timezone=ROME, exceptions={}, service=None,
        hours=[OpeningHours(weekday=5, opens=time(18), closes=time(4))],
    )  # fmt: skip
    assert end - start == timedelta(hours=11)


def test_the_night_clocks_go_forward_is_an_hour_shorter() -> None:
    [(start, end)] = spans(
        first=date(2026, 3, 28), days=1, timezone=ROME, exceptions={}, service=None,
        hours=[OpeningHours(weekday=5, opens=time(18), closes=time(4))],
    )  # fmt: skip
    assert end - start == timedelta(hours=9)


def test_an_interval_inside_the_skipped_hour_does_not_turn_round() -> None:
    skipped = OpeningHours(weekday=6, opens=time(2, 30), closes=time(3))
    assert spans(first=date(2026, 3, 29), days=1, timezone=ROME, hours=[skipped], exceptions={}, service=None) == []


minutes = st.integers(0, 24 * 4 - 1).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
week = st.lists(st.builds(OpeningHours, weekday=st.integers(0, 6), opens=minutes, closes=minutes), max_size=6)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


@given(hours=week, moment=moments, timezone=st.sampled_from(TIMEZONES))
def test_away_from_clock_changes_it_is_what_the_wall_clock_says(
    hours: list[OpeningHours], moment: datetime, timezone: str
) -> None:
    local = moment.astimezone(zone(timezone))
    nearby = {(moment + timedelta(hours=hour)).astimezone(zone(timezone)).utcoffset() for hour in range(-30, 31, 3)}
    if len(nearby) > 1:
        return
    wall, today, yesterday = local.time(), local.weekday(), (local.weekday() - 1) % 7
    expected = any(
        (entry.weekday == today and entry.opens <= wall and (wall < entry.closes or entry.closes <= entry.opens))
        or (entry.weekday == yesterday and entry.closes <= entry.opens and wall < entry.closes)
        for entry in hours
    )
    found = open_state(venue=a_venue(timezone=timezone), hours=hours, exceptions={}, service=None, at=moment)
    assert found.is_open == expected


@given(hours=week, moment=moments, timezone=st.sampled_from(TIMEZONES))
def test_what_is_said_of_the_future_comes_true(hours: list[OpeningHours], moment: datetime, timezone: str) -> None:
    """On every night of the year: open right up to `until`, shut at it; opening at `opens_at`, not before."""
    venue = a_venue(timezone=timezone)

    def state_at(when: datetime) -> OpenState:
        return open_state(venue=venue, hours=hours, exceptions={}, service=None, at=when)

    now = state_at(moment)
    second = timedelta(seconds=1)
    if now.is_open and now.until is not None:
        assert state_at(now.until - second).is_open
        if now.until - moment < timedelta(days=7):
            assert not state_at(now.until).is_open
    elif now.opens_at is not None:
        assert state_at(now.opens_at).is_open
        assert not state_at(now.opens_at - second).is_open
    else:
        assert not hours or now.opens_at is None


@given(
    hours=week,
    moment=moments,
    timezone=st.sampled_from(TIMEZONES),
    lead=st.integers(0, 120),
    step=st.sampled_from([5, 10, 15, 30]),
)
def test_every_slot_is_on_the_grid_after_the_lead_and_inside_the_hours(
    hours: list[OpeningHours], moment: datetime, timezone: str, lead: int, step: int
) -> None:
    venue = a_venue(timezone=timezone, slot_minutes=step)
    slots = list_slots(
        venue=venue, hours=hours, exceptions={}, service=ServiceType.PICKUP, at=moment, lead_minutes=lead
    )
    assert list(slots) == sorted(set(slots))
    for slot in slots:
        assert slot >= moment + timedelta(minutes=lead)
        assert slot.astimezone(zone(timezone)).minute % 5 == 0
        assert slot.timestamp() % (step * 60) == 0
        before_closing = slot - timedelta(seconds=1)
        assert open_state(
            venue=venue, hours=hours, exceptions={}, service=ServiceType.PICKUP, at=before_closing
        ).is_open


def test_after_the_last_order_the_next_times_are_another_days() -> None:
    venue = a_venue(last_order_minutes=30, prep_minutes=10)
    hours = [OpeningHours(weekday=day, opens=time(18), closes=time(23)) for day in range(7)]

    def first_slot(placed: datetime) -> datetime:
        return list_slots(
            venue=venue, hours=hours, exceptions={}, service=ServiceType.PICKUP, at=placed, lead_minutes=10
        )[0]

    assert first_slot(at("2026-11-21T22:30:00")) == at("2026-11-21T22:45:00")
    assert first_slot(at("2026-11-21T22:31:00")) == at("2026-11-22T18:15:00")
