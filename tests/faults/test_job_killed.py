"""The process that imports a year of orders is killed half-way: the job comes back and nothing is in twice."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tests.faults.conftest import Place, Town
from tests.smoke import opening
from tests.smoke.browser import Page
from tests.smoke.report import eventually

ORDERS = 3000
PREFIX = "past"
MADE_UP = "ordering_order WHERE placed_at < '2026-01-01'"
RUNNING = "office_importjob WHERE kind = 'orders' AND state = 'running'"
DONE = "office_importjob WHERE kind = 'orders' AND state = 'done'"


def _file() -> bytes:
    return "\n".join(["order_number,date,time,item,quantity,price", *_rows()]).encode()


def _rows() -> Iterator[str]:
    start = datetime(2025, 1, 1, 10, tzinfo=UTC)
    for number in range(ORDERS):
        at = start + timedelta(minutes=7 * number)
        yield f"{PREFIX}-{number},{at:%Y-%m-%d},{at:%H:%M},Margherita,1,7.50"
        yield f"{PREFIX}-{number},{at:%Y-%m-%d},{at:%H:%M},Tiramisù,2,6.00"


def _upload(place: Place) -> Page:
    here = place.stage.here
    page = here.owner.get(here.url("/office/imports/new/orders/"))
    page = here.owner.submit(
        page, page.form(having="main"), {"main": ("orders.csv", _file()), "venue": str(here.venue_id)}
    )
    page = here.owner.submit(page, page.form(having="map.item"))
    checked = eventually(lambda: opening.settled(here.owner.get(page.url)))
    assert checked, page.text
    return checked


def test_a_killed_import_runs_again_and_nothing_is_in_twice(town: Town) -> None:
    alfa, bravo = town.alfa, town.bravo
    neighbours = bravo.count("ordering_order"), bravo.count("ordering_orderline")
    checked = _upload(alfa)
    assert alfa.count(MADE_UP) == 0, "a dry run wrote something"
    owner = alfa.stage.here.owner
    owner.submit(checked, checked.form(action="/run/"))
    assert eventually(lambda: alfa.count(RUNNING), pause=0.02)
    town.kill_job_process()
    assert alfa.count(RUNNING) == 1, "it was done before the kill"
    assert eventually(lambda: alfa.count(DONE), seconds=90)
    assert alfa.count(MADE_UP) == ORDERS
    assert alfa.rows(
        "SELECT count(*), sum(quantity) FROM ordering_orderline WHERE order_id IN "
        "(SELECT id FROM ordering_order WHERE placed_at < '2026-01-01')"
    ) == [(2 * ORDERS, 3 * ORDERS)]
    assert (bravo.count("ordering_order"), bravo.count("ordering_orderline")) == neighbours
