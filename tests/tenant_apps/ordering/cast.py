"""A venue with a published menu, in the current tenant's context: pizza in two sizes with extras, and a drink."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from decimal import Decimal

from comanda.kernel.clock import now
from comanda.kernel.ids import token
from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.contracts import (
    CategoryDraft,
    GroupDraft,
    ItemDraft,
    LinkDraft,
    OptionDraft,
    SizeDraft,
)
from tenant_apps.ordering.contracts import Contact, OrderInfo, PlaceOrder
from tenant_apps.ordering.facade import place_order
from tenant_apps.pricing.contracts import BasketLine, BasketModifier
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import NewVenue, NewZone, OpeningHours, VenueInfo

ALWAYS = tuple(OpeningHours(weekday=day, opens=time(0), closes=time(0)) for day in range(7))
MILAN_SQUARE = ((9.10, 45.40), (9.30, 45.40), (9.30, 45.55), (9.10, 45.55))


@dataclass(frozen=True)
class Restaurant:
    venue: VenueInfo
    category: int
    pizza: int
    small: int
    large: int
    cola: int
    extras: int
    olives: int
    burrata: int
    burrata_item: int

    def line(self, **more) -> BasketLine:
        return BasketLine(item_id=self.pizza, size_id=self.small, **more)

    def loaded_line(self) -> BasketLine:
        """A large pizza with olives twice, one of them free, and a burrata."""
        extras = (BasketModifier(self.extras, self.olives, 2), BasketModifier(self.extras, self.burrata))
        return BasketLine(item_id=self.pizza, size_id=self.large, quantity=2, modifiers=extras, note="well done")

    def command(self, *lines: BasketLine, **more) -> PlaceOrder:
        values = {
            "venue_id": self.venue.id,
            "service": "pickup",
            "lines": lines or (self.line(),),
            "contact": Contact(name="Ada", phone="+39 02 1234567"),
            "idempotency_key": token(),
        }
        return PlaceOrder(**(values | more))

    def order(self, *lines: BasketLine, **more) -> OrderInfo:
        return place_order(command=self.command(*lines, **more))

    def slot(self, *, hours: int) -> datetime:
        """The first time on offer so many hours from now."""
        earliest = now() + timedelta(hours=hours)
        slots = venues.list_slots(venue_id=self.venue.id, service="pickup", at=now())
        return next(slot for slot in slots if slot >= earliest)

    def card_order(self, card: str = "tok_success", **more) -> OrderInfo:
        return self.order(payment_provider="test_card", payment_token=card, **more)


def open_restaurant(*, name: str = "Centro", auto_accept: bool = False, **more) -> Restaurant:
    """Small 6.50, large 9.90, cola 2.50; extras: one free, olives 0.50, burrata 3.20."""
    venue = venues.open_venue(
        new=replace(NewVenue(name=name, city=name, postcode="20123", hours=ALWAYS, auto_accept=auto_accept), **more)
    )
    extras = catalog.save_group(
        draft=GroupDraft(
            name="Extras",
            options=(
                OptionDraft(name=f"Olives {name}", price=Decimal("0.50"), max_quantity=3),
                OptionDraft(name=f"Burrata {name}", price=Decimal("3.20")),
            ),
        )
    )
    category = catalog.save_category(draft=CategoryDraft(name=f"Pizza {name}"))
    catalog.save_item(
        draft=ItemDraft(
            name=f"Margherita {name}",
            category_id=category,
            sizes=(SizeDraft(price=Decimal("6.50"), name="Small"), SizeDraft(price=Decimal("9.90"), name="Large")),
            groups=(LinkDraft(group_id=extras, maximum=4, included=1),),
            tax_category="food",
            allergens=("gluten", "milk"),
            station="pizza",
        )
    )
    catalog.save_item(
        draft=ItemDraft(
            name=f"Cola {name}",
            category_id=category,
            sizes=(SizeDraft(price=Decimal("2.50")),),
            tax_category="soft_drink",
        )
    )
    menu = catalog.publish_menu(venue_id=venue.id)
    by_name = {item.name: item for item in menu.items.values()}
    pizza, cola = by_name[f"Margherita {name}"], by_name[f"Cola {name}"]
    group = pizza.groups[0]
    olives, burrata = group.options
    return Restaurant(
        venue=venue,
        category=category,
        pizza=pizza.id,
        small=pizza.sizes[0].id,
        large=pizza.sizes[1].id,
        cola=cola.id,
        extras=group.id,
        olives=olives.id,
        burrata=burrata.id,
        burrata_item=burrata.item_id,
    )


def add_zone(restaurant: Restaurant, **more) -> None:
    values = {
        "name": "Centro",
        "polygon": MILAN_SQUARE,
        "fee": Decimal("3.00"),
        "minimum": Decimal("6.00"),
        "minutes": 25,
    }
    venues.set_zone(venue_id=restaurant.venue.id, zone=NewZone(**(values | more)))
