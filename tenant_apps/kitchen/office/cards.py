"""Tickets as the display draws them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise

from tenant_apps.kitchen.contracts import Delta, ItemState, TicketInfo, TicketItemInfo
from tenant_apps.kitchen.office.wording import DELTAS, allergen_names, mentions_allergy
from tenant_apps.venues.facade import SERVICE_WORDS, ServiceWord, table_label

KEYS = "1234567890"
SOON_AFTER = 0.6
"""Share of the time a ticket has, after which it turns to `soon`."""


class Age(StrEnum):
    LATER = "later"
    FRESH = "fresh"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class ItemCard:
    item: TicketItemInfo
    allergens: list[str]
    is_allergy: bool

    @property
    def is_done(self) -> bool:
        return self.item.state in {ItemState.READY, ItemState.SERVED}

    @property
    def is_cancelled(self) -> bool:
        return self.item.state == ItemState.CANCELLED

    @property
    def is_cooking(self) -> bool:
        return self.item.state == ItemState.COOKING


@dataclass(frozen=True, slots=True)
class TicketCard:
    ticket: TicketInfo
    key: str
    """The number key that bumps it; empty beyond the tenth."""
    age: Age
    soon_at: datetime
    kind: str | Promise
    service: str | Promise
    service_icon: str
    items: list[ItemCard]
    is_allergy: bool

    @property
    def is_cancellation(self) -> bool:
        return self.ticket.kind == Delta.CANCELLED

    @property
    def can_start(self) -> bool:
        return any(card.item.state == ItemState.QUEUED for card in self.items)

    @property
    def who(self) -> str:
        return table_label(self.ticket.table_name) or self.ticket.guest_name


def ticket_cards(tickets: Iterable[TicketInfo], *, at: datetime) -> list[TicketCard]:
    return [_card(ticket, KEYS[index] if index < len(KEYS) else "", at) for index, ticket in enumerate(tickets)]


def _card(ticket: TicketInfo, key: str, at: datetime) -> TicketCard:
    service = SERVICE_WORDS.get(ticket.service) or ServiceWord(ticket.service, icon="utensils")
    soon_at = ticket.fires_at + (ticket.due_at - ticket.fires_at) * SOON_AFTER
    return TicketCard(
        ticket=ticket,
        key=key,
        age=_age(ticket, soon_at, at),
        soon_at=soon_at,
        kind=DELTAS.get(ticket.kind, ""),
        service=service.label,
        service_icon=service.icon,
        items=[
            ItemCard(item=item, allergens=allergen_names(item.allergens), is_allergy=mentions_allergy(item.note))
            for item in ticket.items
        ],
        is_allergy=mentions_allergy(ticket.note, *(item.note for item in ticket.items)),
    )


def _age(ticket: TicketInfo, soon_at: datetime, at: datetime) -> Age:
    if ticket.is_late(at):
        return Age.LATE
    if at < ticket.fires_at:
        return Age.LATER
    return Age.FRESH if at < soon_at or ticket.kind == Delta.CANCELLED else Age.SOON
