"""Orders at every step right now, a dish that ran out, and orders forgotten on earlier days brought to an end."""

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import uuid4

from comanda.config.demo.baskets import BasketMaker
from comanda.config.demo.contracts import Guest, TenantSpec
from comanda.config.demo.earlier import earlier
from comanda.config.demo.inline import settle
from comanda.config.demo.move_on import pay_at_table
from comanda.config.demo.rhythm import dice
from comanda.kernel.actors import GUEST, SYSTEM, staff_actor
from comanda.kernel.clock import business_date, now
from comanda.kernel.errors import DomainError
from tenant_apps.catalog import facade as catalog
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import OPEN, Contact, DeliveryAddress, OrderInfo, PlaceOrder
from tenant_apps.ordering.models import Order
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import ServiceType, VenueInfo

CASH, CARD = "cash", "test_card"
DELIVERY, PICKUP, DINE_IN = ServiceType.DELIVERY, ServiceType.PICKUP, ServiceType.DINE_IN

# (service, how it is paid, steps after the placing, minutes ago)
SCENES: tuple[tuple[ServiceType, str, tuple[str, ...], int], ...] = (
    (DELIVERY, "tok_success", ("accept", "start_preparing", "mark_ready", "dispatch", "hand_over"), 58),
    (PICKUP, CASH, ("accept", "start_preparing", "mark_ready", "hand_over"), 52),
    (DELIVERY, "tok_success", ("accept", "start_preparing", "mark_ready", "dispatch", "fail_delivery"), 49),
    (PICKUP, "tok_success", ("reject",), 41),
    (DELIVERY, CASH, ("cancel",), 39),
    (PICKUP, "tok_declined", (), 12),
    (DELIVERY, "tok_success", ("accept", "start_preparing", "mark_ready", "dispatch"), 36),
    (DINE_IN, CASH, ("accept", "start_preparing", "mark_ready"), 27),
    (PICKUP, "tok_success", ("accept", "start_preparing", "mark_ready"), 24),
    (DINE_IN, CASH, ("accept", "start_preparing"), 17),
    (DELIVERY, "tok_success", ("accept", "start_preparing"), 14),
    (PICKUP, CASH, ("accept",), 9),
    (DELIVERY, "tok_success", ("accept",), 6),
    (DELIVERY, "tok_success", (), 3),
    (PICKUP, CASH, (), 2),
    (PICKUP, "tok_challenge", (), 1),
)
_WORDS = {
    "it": {
        "reject": "Abbiamo finito l'impasto",
        "cancel": "Ho sbagliato indirizzo",
        "fail": "Nessuno al citofono",
        "off": "Finiti i porcini freschi",
        "dish": "Porcini e tartufo",
    },
    "en": {
        "reject": "The tandoor is down",
        "cancel": "Wrong address, sorry",
        "fail": "Nobody at the door",
        "off": "Fish market was closed",
        "dish": "Masala fish",
    },
}


def fill_today(
    *, spec: TenantSpec, opened: Mapping[str, VenueInfo], guests: Sequence[Guest], team: Mapping[str, int]
) -> int:
    """How many orders were placed: none where any are open already."""
    finish_forgotten(opened)
    # Where orders are accepted by hand there is something to reject.
    showcase = next((venue.id for venue in opened.values() if not venue.auto_accept), None)
    placed = 0
    for venue in opened.values():
        today = business_date(now(), venue.timezone, venue.day_ends_at)
        if Order.objects.filter(venue=venue.id, business_date=today, state__in=[str(state) for state in OPEN]).exists():
            continue
        scenes = SCENES if venue.id == showcase else SCENES[10:13]
        placed += _play(spec, venue, guests, next(iter(team.values())), scenes)
    return placed


def _play(
    spec: TenantSpec, venue: VenueInfo, guests: Sequence[Guest], staff_id: int,
    scenes: Sequence[tuple[ServiceType, str, tuple[str, ...], int]],
) -> int:  # fmt: skip
    chance = dice("now", spec.slug, venue.code)
    menu = catalog.get_menu(venue_id=venue.id)
    maker = BasketMaker(spec=spec, menu=menu, venue=venue, chance=chance)
    words = _WORDS.get(spec.languages[0], _WORDS["en"])
    _run_out(venue, [item.id for item in menu.items.values() if item.name == words["dish"]], words["off"], staff_id)
    count = 0
    for service, payment, steps, minutes in scenes:
        ago = _same_day(venue, timedelta(minutes=minutes))
        with earlier(ago):
            order = place(
                spec=spec,
                venue=venue,
                guests=guests,
                maker=maker,
                chance=chance,
                service=service,
                payment=payment,
                staff_id=staff_id,
            )
            if order is None:
                continue
            settle()
        for number, verb in enumerate(steps, start=1):
            # Spread between then and now; the last one was not this very moment either.
            with earlier(ago * (1 - number / (len(steps) + 1) * 0.8)):
                _act(order.id, verb, words, staff_id)
                settle()
        count += 1
    return count


def _same_day(venue: VenueInfo, by: timedelta) -> timedelta:
    """`by`, or nothing where so long ago was another business day: what is on the board was ordered today."""
    then, today = (business_date(at, venue.timezone, venue.day_ends_at) for at in (now() - by, now()))
    return by if then == today else timedelta(0)


def place(
    *,
    spec: TenantSpec,
    venue: VenueInfo,
    guests: Sequence[Guest],
    maker: BasketMaker,
    chance: random.Random,
    service: ServiceType,
    payment: str,
    staff_id: int | None,
) -> OrderInfo | None:
    """One order through the front door; by staff where the venue is closed to guests. None where nothing fitted."""
    at = now()
    is_open = venues.open_state(venue_id=venue.id, service=service, at=at).takes_orders(at)
    if not is_open and staff_id is None:
        return None
    tables = venues.list_tables(venue_id=venue.id)
    near = [guest for guest in guests if guest.venue_id == venue.id] or list(guests)
    for _try in range(8):
        guest = chance.choice(near)
        choice = maker.priced(service=service, zones=venues.list_zones(venue_id=venue.id), at=at)
        if choice is None:
            continue
        command = PlaceOrder(
            venue_id=venue.id,
            service=service.value,
            lines=choice.lines,
            contact=Contact(name=guest.name, phone=guest.phone),
            channel="table" if service is DINE_IN else "web",
            payment_provider=CASH if payment == CASH else CARD,
            payment_token="" if payment == CASH else payment,
            address=address_of(guest, spec) if service is DELIVERY else None,
            table_token=chance.choice(tables).token if service is DINE_IN else "",
            note=choice.note,
            language=spec.languages[0],
            customer_id=guest.customer_id,
            placed_by=None if is_open else staff_id,
            idempotency_key=str(uuid4()),
        )
        try:
            return ordering.place_order(command=command)
        except DomainError:
            continue  # a sold-out dish, a basket below the minimum: think again
    return None


def address_of(guest: Guest, spec: TenantSpec) -> DeliveryAddress:
    return DeliveryAddress(
        street=guest.street,
        city=spec.venues[0].city,
        postcode=guest.postcode,
        latitude=guest.latitude,
        longitude=guest.longitude,
    )


def _act(order_id: int, verb: str, words: Mapping[str, str], staff_id: int) -> None:
    """One step, as staff would take it; a venue that accepts by itself has taken the first one."""
    actor = staff_actor(staff_id)
    match verb:
        case "reject":
            if ordering.get_order(order_id=order_id).state == "pending":
                ordering.reject(order_id=order_id, reason=words["reject"], actor=actor)
        case "cancel":
            ordering.cancel(order_id=order_id, reason=words["cancel"], actor=GUEST)
        case "fail_delivery":
            ordering.fail_delivery(order_id=order_id, reason=words["fail"], actor=actor)
        case "accept":
            if ordering.get_order(order_id=order_id).state == "pending":
                ordering.accept(order_id=order_id, actor=actor)
        case _:
            getattr(ordering, verb)(order_id=order_id, actor=actor)


def _run_out(venue: VenueInfo, item_ids: Sequence[int], reason: str, staff_id: int) -> None:
    off = {entry.item_id for entry in catalog.list_eighty_sixed(venue_id=venue.id)}
    for item_id in item_ids:
        if item_id not in off:
            until = now() + timedelta(hours=5)
            catalog.eighty_six(venue_id=venue.id, item_id=item_id, until=until, reason=reason, actor_id=staff_id)


def finish_forgotten(opened: Mapping[str, VenueInfo]) -> int:
    """Orders left open on an earlier day, while nothing was running, end as they would have: handed over, or called off
    where nobody ever accepted them."""
    count = 0
    for venue in opened.values():
        today = business_date(now(), venue.timezone, venue.day_ends_at)
        left = Order.objects.filter(venue=venue.id, business_date__lt=today, state__in=[str(state) for state in OPEN])
        for order_id in left.order_by("pk").values_list("pk", flat=True):
            finish(order_id)
            count += 1
    settle()
    return count


def finish(order_id: int) -> None:
    order = ordering.get_order(order_id=order_id)
    if order.state in {"pending", "failed"}:
        ordering.cancel(order_id=order_id, reason="", actor=SYSTEM)
        return
    for verb in ("mark_ready", "dispatch", "hand_over"):
        if verb in ordering.allowed_verbs(ordering.get_order(order_id=order_id)):
            getattr(ordering, verb)(order_id=order_id, actor=SYSTEM)
    if order.service == DINE_IN:
        pay_at_table(order_id=order_id, actor=SYSTEM)
