"""Redis is killed in the middle of the dinner rush: guests go on ordering, and afterwards everything happened once."""

import itertools
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.faults.conftest import Place, Town
from tests.smoke.browser import Browser
from tests.smoke.report import eventually

AWAY_SECONDS = 3.0
PATIENCE_SECONDS = 15.0
"""A guest's; far above what a page takes, far below what a queue of failing connections would."""
CATCH_UP_SECONDS = 60.0
"""The relay looks for what no signal told it every half minute."""

RECENT = "ordering_order WHERE placed_at > now() - interval '1 day'"


@dataclass
class Rush:
    """Orders one after the other in one restaurant, each accepted at once, until told to stop."""

    place: Place
    stop: threading.Event
    placed: list[tuple[str, dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    """Key, body, answer."""
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def run(self) -> None:
        for number in itertools.count(1):
            if self.stop.is_set():
                return
            started = time.monotonic()
            self._order(number)
            self.slowest = max(self.slowest, time.monotonic() - started)

    def _order(self, number: int) -> None:
        stage = self.place.stage
        contact = {"name": f"Guest {number}", "phone": "+39 333 1112223", "email": f"guest-{number}@example.com"}
        lines = [stage.line("Margherita", 2)]
        body = {"venue_id": stage.here.venue_id, "service": "pickup", "lines": lines, "contact": contact}
        key = str(uuid4())
        answer = self.place.api("POST", "/orders/", body, key=key)
        if answer.status != 201:
            self.failures.append(f"order {number}: {answer.status} {answer.text[:300]}")
            return
        self.placed.append((key, body, answer.json()))
        found = self.place.rows("SELECT id FROM ordering_order WHERE token = %s", answer.json()["token"])
        if not found:
            self.failures.append(f"order {number} was answered, and is not in the books")
            return
        accepted = self._accept(found[0][0])
        if accepted.status not in {200, 201}:
            self.failures.append(f"acceptance {number}: {accepted.status} {accepted.text[:300]}")

    def _accept(self, order_id: int) -> Any:
        return self.place.api("POST", f"/orders/{order_id}/acceptance/", {}, key=str(uuid4()), signed_in=True)


def test_orders_go_on_without_redis_and_each_has_its_effects_once(town: Town) -> None:
    stop = threading.Event()
    rushes = [Rush(town.alfa, stop), Rush(town.bravo, stop)]
    threads = [threading.Thread(target=rush.run) for rush in rushes]
    for thread in threads:
        thread.start()
    try:
        assert eventually(lambda: all(len(rush.placed) >= 3 for rush in rushes))
        town.kill_redis()
        before = [len(rush.placed) for rush in rushes]
        time.sleep(AWAY_SECONDS)
        ready = Browser().get(f"{town.chain.platform}/readyz")  # or a cluster would take every page out of service
        during = [len(rush.placed) for rush in rushes]
        town.bring_redis_back()
        assert eventually(lambda: all(len(rush.placed) > count + 2 for rush, count in zip(rushes, during, strict=True)))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert [rush.failures for rush in rushes] == [[], []], town.chain.log()
    assert all(late > early for early, late in zip(before, during, strict=True)), "nobody could order without Redis"
    assert max(rush.slowest for rush in rushes) < PATIENCE_SECONDS
    assert (ready.status, ready.json()["status"]) == (200, "degraded")
    for rush in rushes:
        _everything_happened_once(rush, town)
    _nobody_wrote_to_the_neighbours(rushes)


def _everything_happened_once(rush: Rush, town: Town) -> None:
    place, orders = rush.place, len(rush.placed)
    assert place.count(RECENT) == orders
    key, body, answer = rush.placed[0]
    assert place.api("POST", "/orders/", body, key=key).json()["token"] == answer["token"]
    assert eventually(lambda: not place.count("outbox_outboxevent WHERE relayed_at IS NULL"), seconds=CATCH_UP_SECONDS)
    assert place.count("notifications_notice") == orders
    told = False
    for _minute in range(6):  # a letter whose sender died in the middle is taken up again after a minute
        town.tick("notifications.sweep")
        told = eventually(lambda: place.count("notifications_notice WHERE state = 'sent'") == orders, seconds=15)
        if told:
            break
    assert told, place.rows("SELECT state, attempts, next_attempt_at, last_error FROM notifications_notice")
    assert place.count("kitchen_ticket") == orders
    assert place.count(RECENT) == orders
    letters = [path.read_text() for path in (town.chain.var / "mail").glob("*.eml")]
    for number in range(1, orders + 1):
        told = [one for one in letters if f"To: guest-{number}@example.com" in one and place.stage.here.host in one]
        assert len(told) == 1, f"guest {number} of {place.stage.here.host} has {len(told)} letters"


def _nobody_wrote_to_the_neighbours(rushes: list[Rush]) -> None:
    alfa, bravo = ({answer["token"] for _key, _body, answer in rush.placed} for rush in rushes)
    assert not alfa & bravo
    for rush, others in zip(rushes, (bravo, alfa), strict=True):
        assert not rush.place.count("ordering_order WHERE token = ANY(%s)", list(others))
