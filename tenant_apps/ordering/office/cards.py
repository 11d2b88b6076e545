"""Orders as the board draws them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tenant_apps.ordering.contracts import LineInfo, OrderInfo, OrderState
from tenant_apps.ordering.office.scope import Scope
from tenant_apps.ordering.office.verbs import Verb, verbs_of
from tenant_apps.ordering.office.wording import STATES, Sign, payment_sign
from tenant_apps.pricing.contracts import LineKind
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import VenueInfo
from tenant_apps.venues.facade import SERVICE_WORDS, ServiceWord, table_label

SHOWN_LINES = 5


@dataclass(frozen=True, slots=True)
class OrderCard:
    order: OrderInfo
    venue: VenueInfo
    state: Sign
    payment: Sign
    service: ServiceWord
    main: Verb | None
    others: list[Verb]
    lines: list[LineInfo]
    more_lines: int
    is_late: bool

    @property
    def table(self) -> str:
        return table_label(self.order.table_name)

    @property
    def who(self) -> str:
        return self.table or self.order.contact.name


@dataclass(frozen=True, slots=True)
class Column:
    """One stage; `states` are the order states it gathers, the first gives it its name."""

    states: tuple[str, ...]
    sign: Sign
    cards: list[OrderCard]

    @property
    def key(self) -> str:
        return self.states[0]


COLUMNS: tuple[tuple[str, ...], ...] = (
    (OrderState.PENDING,),
    (OrderState.CONFIRMED,),
    (OrderState.PREPARING,),
    (OrderState.READY,),
    (OrderState.OUT_FOR_DELIVERY, OrderState.FAILED),
)


def order_card(order: OrderInfo, *, scope: Scope, at: datetime) -> OrderCard:
    main, others = verbs_of(order)
    lines = [line for line in order.standing_lines if line.kind == LineKind.ITEM]
    return OrderCard(
        order=order,
        venue=scope.by_id.get(order.venue_id) or venues.get_venue(venue_id=order.venue_id),
        state=STATES[order.state],
        payment=payment_sign(order),
        service=SERVICE_WORDS[order.service],
        main=main,
        others=others,
        lines=lines[:SHOWN_LINES],
        more_lines=max(0, len(lines) - SHOWN_LINES),
        is_late=order.is_late(at),
    )


def columns(orders: Iterable[OrderInfo], *, scope: Scope, at: datetime) -> list[Column]:
    cards = [order_card(order, scope=scope, at=at) for order in orders]
    return [
        Column(states=states, sign=STATES[states[0]], cards=[card for card in cards if card.order.state in states])
        for states in COLUMNS
    ]
