from datetime import UTC, date, datetime, time

from comanda.kernel.clock import business_date, now


def test_a_sale_after_midnight_belongs_to_the_evening_before():
    at = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)  # 01:30 in Rome
    assert business_date(at, "Europe/Rome", time(4)) == date(2026, 3, 6)
    assert business_date(at, "Europe/Rome", time(1)) == date(2026, 3, 7)


def test_the_day_turns_over_at_the_closing_hour_itself():
    assert business_date(datetime(2026, 3, 7, 3, 0, tzinfo=UTC), "Europe/Rome", time(4)) == date(2026, 3, 7)
    assert business_date(datetime(2026, 3, 7, 2, 59, tzinfo=UTC), "Europe/Rome", time(4)) == date(2026, 3, 6)


def test_the_day_the_clocks_change_is_one_business_day():
    before, after = (
        datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    )  # 01:30 and 03:30
    assert business_date(before, "Europe/Rome") == business_date(after, "Europe/Rome") == date(2026, 3, 28)


def test_the_clock_stands_where_a_test_holds_it(hold_clock):
    then = datetime(2026, 3, 7, 12, tzinfo=UTC)
    hold_clock(then)
    assert now() == then
    hold_clock(then.replace(hour=13))
    assert now() == then.replace(hour=13)
