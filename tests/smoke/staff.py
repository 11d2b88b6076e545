"""Behind the counter: accept, cook, hand over, and look at the books."""

import csv
import io
from decimal import Decimal
from typing import Any

from tests.smoke.browser import Page
from tests.smoke.report import eventually
from tests.smoke.stage import Stage


def accept(stage: Stage) -> None:
    here, report = stage.here, stage.report
    found = here.api("GET", "/orders/?page_size=50", signed_in=True).json()["results"]
    by_token = {order["token"]: order for order in found}
    for order in stage.orders.values():
        order.update(by_token.get(order["token"], {}))
    numbers = sorted(order["number"] for order in found)
    report.check("orders are numbered without gaps", numbers == list(range(1, len(numbers) + 1)), numbers)
    board = here.owner.get(here.url("/office/orders/"))
    report.check("the board shows what waits", "Gina Guest" in board.text, board.status)
    for name, order in stage.orders.items():
        board = here.owner.get(here.url("/office/orders/"))
        moved = here.owner.press(board, f"/office/orders/{order['id']}/accept/")
        report.check(
            f"the {name} order is accepted", moved.status == 200 and _state(stage, order) != "pending", moved.text[:200]
        )
    captured = eventually(lambda: _order(stage, stage.orders["card"])["payment_state"] == "paid")
    report.check(
        "accepting takes the money that was promised", captured, _order(stage, stage.orders["card"])["payment_state"]
    )


def cook(stage: Stage) -> None:
    """Every ticket is started and bumped on the kitchen display; the orders are ready without another tap."""
    here, report = stage.here, stage.report
    want = [order["reference"] for order in stage.orders.values()]
    display = eventually(lambda: _display_with(stage, want))
    report.check("the kitchen has a ticket for each", display, want)
    for _tap in range(40):
        page = here.owner.get(here.url("/kitchen/"))
        bumps = [address for address in page.presses if "/bump/" in address]
        if not bumps:
            break
        here.owner.press(page, bumps[0])
    states = eventually(lambda: all(_state(stage, order) == "ready" for order in stage.orders.values()))
    report.check(
        "bumped, every order is ready", states, {name: _state(stage, order) for name, order in stage.orders.items()}
    )
    guest = here.api("GET", f"/orders/{stage.orders['web']['token']}/").json()
    report.check("the guest sees it too", guest["state"] == "ready", guest["state"])


def hand_over(stage: Stage) -> None:
    here, report = stage.here, stage.report
    for name, order in stage.orders.items():
        verbs = ["dispatch", "hand_over"] if order["service"] == "delivery" else ["hand_over"]
        for verb in verbs:
            board = here.owner.get(here.url("/office/orders/"))
            part = next(
                (part for part in board.presses if f"/office/orders/{order['id']}/{verb.replace('_', '-')}/" in part),
                f"/office/orders/{order['id']}/{verb}/",
            )
            here.owner.press(board, part)
        report.check(
            f"the {name} order is in the guest's hands", _state(stage, order) == "delivered", _state(stage, order)
        )
    page = here.owner.get(here.url(f"/orders/{stage.orders['web']['token']}/"))
    report.check("tracking ends happily", page.status == 200 and "Enjoy your meal" in page.text, page.text[:600])


def books(stage: Stage) -> None:
    """Every order is paid, and the export adds up to what was paid."""
    here, report = stage.here, stage.report
    orders = [_order(stage, order) for order in stage.orders.values()]
    report.check("every order is paid in full", all(order["paid"] == order["total"] for order in orders), orders)
    for order in orders:
        lines = list(order["lines"])
        sums = [sum((Decimal(line[name]) for line in lines), Decimal(0)) for name in ("net", "tax", "gross")]
        if not report.check(
            f"net and tax of order {order['reference']} make its total",
            sums[0] + sums[1] == sums[2] == Decimal(order["total"]),
            sums,
        ):
            break
    total = sum((Decimal(order["total"]) for order in orders), Decimal(0))
    export = here.owner.get(here.url("/office/orders/history/export/"))
    rows = list(csv.DictReader(io.StringIO(export.text.lstrip("\ufeff"))))
    column = next((name for name in (rows[0] if rows else {}) if name.lower() == "total"), "")
    exported = sum((Decimal(row[column]) for row in rows), Decimal(0)) if column else None
    report.check(
        "the exported history adds up to the same",
        exported == total,
        f"{exported} != {total} {list(rows[0]) if rows else export.status}",
    )
    # Tips are the staff's: the day's sales are what is left.
    tips = sum(
        (Decimal(line["gross"]) for order in orders for line in order["lines"] if line["kind"] == "tip"), Decimal(0)
    )
    home = here.owner.get(here.url("/office/"))
    sold = f"{total - tips:,.2f}"
    shown = home.text.partition('id="stat-sold"')[2].partition("</a>")[0]
    report.check("the office says how today is going", sold in shown, f"{sold} not in {shown}")
    refund = here.api(
        "POST",
        f"/orders/{orders[0]['id']}/refunds/",
        {"amount": "9999", "reason": "too much"},
        key=f"r-{stage.run}",
        signed_in=True,
    )
    report.check(
        "more than was paid is never given back", refund.status in {400, 409, 422}, f"{refund.status} {refund.text}"
    )


def mail(stage: Stage) -> None:
    report = stage.report
    letters = eventually(lambda: _letters(stage, f"gina-{stage.run}@example.com"))
    report.check("the guest was written to", letters, "no letter on /mail/")
    report.check("the owner was asked to confirm the address", _letters(stage, stage.here.email), "no letter on /mail/")


def _letters(stage: Stage, address: str) -> bool:
    page = stage.here.owner.get(f"{stage.platform}/mail/")
    return address in page.text


def _order(stage: Stage, order: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = stage.here.api("GET", f"/orders/{order['id']}/", signed_in=True).json()
    return answer


def _state(stage: Stage, order: dict[str, Any]) -> str:
    return str(_order(stage, order)["state"])


def _display_with(stage: Stage, references: list[str]) -> Page | None:
    page = stage.here.owner.get(stage.here.url("/kitchen/"))
    return page if all(f">{reference}<" in page.text for reference in references) else None
