"""Baskets people might fill, priced once by the function that prices real ones, and used many times in the past."""

import random
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from comanda.config.demo.contracts import Dish, TenantSpec
from comanda.kernel.errors import DomainError
from comanda.kernel.money import ZERO
from tenant_apps.catalog.contracts import Menu, MenuGroup, MenuItem
from tenant_apps.pricing.contracts import BasketLine, BasketModifier, PricedBasket
from tenant_apps.pricing.facade import price_basket
from tenant_apps.venues.contracts import ServiceType, VenueInfo, ZoneInfo

# People at the table, or around the sofa: how many main things they order.
_MAINS = ((1, 0.34), (2, 0.36), (3, 0.15), (4, 0.11), (5, 0.04))
_NOTES = {
    "it": (
        "Citofono rotto, chiamate",
        "Ben cotta, grazie",
        "Senza cipolla se possibile",
        "Lasciare al portone",
        "È un compleanno!",
    ),
    "en": (
        "Buzzer is broken, please ring",
        "No coriander please",
        "Extra napkins",
        "Leave it by the door",
        "It's a birthday!",
    ),
}


@dataclass(frozen=True, slots=True)
class PricedChoice:
    """A basket with what it costs, for one service and, for delivery, one zone."""

    basket: PricedBasket
    lines: tuple[BasketLine, ...]
    zone: ZoneInfo | None
    note: str


class BasketMaker:
    """Fills baskets for one venue. `warm`: as in the warm months."""

    def __init__(
        self, *, spec: TenantSpec, menu: Menu, venue: VenueInfo, chance: random.Random, warm: bool = False
    ) -> None:
        self._menu, self._venue, self._chance = menu, venue, chance
        self._language = spec.languages[0]
        dishes = {dish.name: (dish, place) for place, section in enumerate(spec.sections) for dish in section.dishes}
        drinks = {place for place, section in enumerate(spec.sections) if section.tax}
        self._food: list[tuple[MenuItem, float]] = []
        self._drinks: list[tuple[MenuItem, float]] = []
        for item in menu.items.values():
            if item.name in dishes:
                dish, place = dishes[item.name]
                target = self._drinks if place in drinks else self._food
                target.append((item, _love(dish, warm=warm)))

    def fill(self) -> tuple[BasketLine, ...]:
        """One to ten lines: mains first, a drink for most."""
        chance = self._chance
        mains = chance.choices([count for count, _ in _MAINS], [weight for _, weight in _MAINS])[0]
        chosen = [self._line(self._food) for _ in range(mains)]
        chosen += [self._line(self._drinks) for _ in range(mains) if chance.random() < 0.55]
        if chance.random() < 0.3:
            chosen.append(self._line(self._food))
        merged: dict[tuple[object, ...], int] = {}
        for line in chosen:
            merged[line.item_id, line.size_id, line.modifiers] = (
                merged.get((line.item_id, line.size_id, line.modifiers), 0) + 1
            )
        return tuple(
            BasketLine(item_id=item_id, size_id=size_id, quantity=quantity, modifiers=modifiers)  # type: ignore[arg-type]
            for (item_id, size_id, modifiers), quantity in merged.items()
        )

    def priced(self, *, service: ServiceType, zones: tuple[ZoneInfo, ...], at: datetime) -> PricedChoice | None:
        """None where the basket is too small for the zone, or the menu refuses it."""
        lines = self.fill()
        zone = self._chance.choice(zones) if service is ServiceType.DELIVERY and zones else None
        if service is ServiceType.DELIVERY and zone is None:
            return None
        tip = Decimal(self._chance.choice((0, 0, 0, 0, 1, 2))) if service is not ServiceType.PICKUP else ZERO
        try:
            basket = price_basket(
                menu=self._menu, venue=self._venue, service=service, lines=lines, at=at, tip=tip,
                delivery_fee=zone.fee_for if zone else None,
            )  # fmt: skip
        except DomainError:
            return None
        if zone is not None and basket.subtotal < zone.minimum:
            return None
        return PricedChoice(basket=basket, lines=lines, zone=zone, note=self.note())

    def note(self) -> str:
        if self._chance.random() > 0.08:
            return ""
        return self._chance.choice(_NOTES.get(self._language, _NOTES["en"]))

    def _line(self, pool: list[tuple[MenuItem, float]]) -> BasketLine:
        chance = self._chance
        item = chance.choices([item for item, _ in pool], [weight for _, weight in pool])[0]
        size = chance.choices(item.sizes, [4.0 / (place + 1) ** 1.5 for place in range(len(item.sizes))])[0]
        modifiers = tuple(choice for group in item.groups for choice in self._choose(group))
        return BasketLine(item_id=item.id, size_id=size.id, modifiers=modifiers)

    def _choose(self, group: MenuGroup) -> list[BasketModifier]:
        most = min(group.maximum if group.maximum is not None else len(group.options), len(group.options))
        wanted = group.minimum
        while wanted < most and self._chance.random() < 0.22:
            wanted += 1
        if wanted == 0:
            return []
        if wanted == 1 and self._chance.random() < 0.7:
            defaults = [option for option in group.options if option.is_default]
            if defaults:
                return [BasketModifier(group_id=group.id, option_id=defaults[0].id)]
        options = self._chance.sample(list(group.options), wanted)
        return [
            BasketModifier(group_id=group.id, option_id=option.id) for option in sorted(options, key=lambda o: o.id)
        ]


def _love(dish: Dish, *, warm: bool) -> float:
    return dish.love * (dish.summer if warm else 1.0)
