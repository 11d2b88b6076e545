"""A guest's order becomes true: priced by the server, written in one transaction, told to whoever listens."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from comanda.kernel.actors import GUEST, staff_actor
from comanda.kernel.clock import business_date, now
from comanda.kernel.errors import DomainError
from comanda.kernel.idempotency.claim import check_key, claim_statement, find_claim, fingerprint, is_taken
from comanda.kernel.ids import token
from comanda.kernel.money import ZERO, format_money
from comanda.kernel.one_message import send
from comanda.kernel.outbox.publish import statement as publishing
from comanda.kernel.outbox.publish import wake_after_commit
from tenant_apps.ordering.contracts import OrderInfo, OrderState, PaymentState, PlaceOrder, Quote, StateChange
from tenant_apps.ordering.errors import OrderInvalidError, TotalChangedError
from tenant_apps.ordering.events import OrderPlaced
from tenant_apps.ordering.models import Order
from tenant_apps.ordering.selectors.dishes_of import dishes_of
from tenant_apps.ordering.selectors.order_info import line_sold, order_info
from tenant_apps.ordering.selectors.orders import SCOPE, get_order_by_token
from tenant_apps.ordering.services.quote import quote
from tenant_apps.ordering.services.write_lines import draw_ids, line_statements
from tenant_apps.ordering.services.write_order import order_statements
from tenant_apps.payments.contracts import Provider
from tenant_apps.payments.facade import open_attempt
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import Channel, ServiceType, TableInfo

MAX_ORDER_NOTE = 2000
CHANNELS = frozenset(channel.value for channel in Channel)


def place_order(*, command: PlaceOrder) -> OrderInfo:
    """Two messages to the database: one draws ids, one is the whole transaction and draws the number last. No network.

    The same `idempotency_key` with the same command answers with the order it made; with another command it raises
    IdempotencyKeyReusedError. Raises what `quote` raises, OrderInvalidError for a missing contact or table,
    TotalChangedError where the guest saw another total, ProviderUnknownError.
    """
    key, asked = command.idempotency_key, fingerprint(command)
    check_key(key)
    try:
        return _place(command, asked)
    except (DomainError, IntegrityError) as error:
        if not key or (isinstance(error, IntegrityError) and not is_taken(error)):
            raise
        # What is refused now may have been taken when it was asked first.
        earlier = find_claim(scope=SCOPE, key=key, fingerprint=asked)
        if earlier is None:
            raise
        return get_order_by_token(token=earlier)


def _place(command: PlaceOrder, asked: str) -> OrderInfo:
    moment = now()
    order_token = token()
    actor = staff_actor(command.placed_by) if command.placed_by else GUEST
    table = _check(command)
    offer = quote(
        venue_id=command.venue_id,
        service=command.service,
        lines=command.lines,
        address=command.address,
        tip=command.tip,
        requested_for=command.requested_for,
        channel=command.channel,
        at=moment,
        must_be_open=command.placed_by is None,
    )
    basket = offer.basket
    _check_total(command, offer)
    pays_by_card = command.payment_provider != Provider.CASH and basket.total > 0
    order = _order(command, offer, moment, order_token, table, pays_by_card=pays_by_card)
    steps = [("order", order.state), *([("payment", order.payment_state)] if pays_by_card else [])]
    history = [StateChange(machine, state, moment, actor) for machine, state in steps]
    key = command.idempotency_key
    claiming = [
        claim_statement(scope=SCOPE, key=key, fingerprint=asked, reference=order_token)
    ] if key else []  # fmt: skip
    ids = draw_ids(lines=len(basket.lines))
    order.pk = ids.order_id
    placed = OrderPlaced(order_id=order.pk, venue_id=command.venue_id, channel=command.channel, service=command.service)
    sold = line_statements(
        lines=basket.lines,
        ids=ids,
        venue_id=command.venue_id,
        business_date=order.business_date,
        moment=moment,
        actor=actor,
    )
    written = order_statements(order=order, check_id=ids.check_id, history=history)
    if pays_by_card:
        with transaction.atomic():
            open_attempt(
                check_id=ids.check_id,
                amount=basket.total,
                currency=basket.currency,
                provider=command.payment_provider,
                payment_method_token=command.payment_token,
                key=f"order:{order_token}",
                key_is_new=True,
                also_publish=(placed,),
            )
            (order.number,) = send(*claiming, *sold, *written)
    else:
        (order.number,) = send(*claiming, publishing(placed), *sold, *written)
        wake_after_commit()
    dishes = dishes_of(line_ids=ids.line_ids, lines=basket.lines)
    lines = [
        line_sold(pk, line, part_of=dish, currency=basket.currency)
        for pk, line, dish in zip(ids.line_ids, basket.lines, dishes, strict=True)
    ]
    return order_info(order, check_id=ids.check_id, lines=lines, history=history)


def _order(
    command: PlaceOrder,
    offer: Quote,
    moment: datetime,
    order_token: str,
    table: TableInfo | None,
    *,
    pays_by_card: bool,
) -> Order:
    venue = venues.get_venue(venue_id=command.venue_id)
    basket, zone = offer.basket, offer.zone
    payment_state = PaymentState.PENDING if pays_by_card else PaymentState.UNPAID
    return Order(
        token=order_token,
        venue_id=command.venue_id,
        business_date=business_date(moment, venue.timezone, venue.day_ends_at),
        channel=command.channel,
        service=command.service,
        language=command.language,
        state=OrderState.PENDING.value,
        payment_state=(payment_state if basket.total else PaymentState.PAID).value,
        payment_provider=command.payment_provider,
        customer_id=command.customer_id,
        placed_by=command.placed_by,
        contact_name=command.contact.name.strip()[:120],
        contact_phone=command.contact.phone.strip()[:40],
        contact_email=command.contact.email.strip()[:254],
        address=_plain(asdict(command.address)) if command.address and zone else None,
        zone={"id": zone.id, "name": zone.name, "fee": str(zone.fee), "minutes": zone.minutes} if zone else None,
        table_id=table.id if table else None,
        table_name=table.name if table else "",
        menu_snapshot_id=basket.snapshot_id,
        currency=basket.currency,
        subtotal=basket.subtotal,
        tax=basket.tax,
        total=basket.total,
        paid=ZERO,
        note=command.note[:MAX_ORDER_NOTE],
        placed_at=moment,
        requested_for=command.requested_for,
        promised_at=offer.promised_at,
    )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {key: None if value is None else str(value) for key, value in values.items()}


def _check(command: PlaceOrder) -> TableInfo | None:
    """What the guest must say for this service; answers with the table for dine-in."""
    problems: dict[str, list[str]] = {}
    contact = command.contact
    by_staff = command.placed_by is not None
    if not by_staff and not contact.name.strip():
        problems["contact.name"] = [_("Tell us who the order is for.")]
    if command.service != ServiceType.DINE_IN and not by_staff and not (contact.phone.strip() or contact.email.strip()):
        problems["contact.phone"] = [_("Leave a phone number or an e-mail, so that the venue can reach you.")]
    if contact.email.strip() and not _is_email(contact.email.strip()):
        problems["contact.email"] = [_("Check the address, it should look like name@example.com.")]
    if command.channel not in CHANNELS:
        problems["channel"] = [_("Choose one of: %(channels)s.") % {"channels": ", ".join(sorted(CHANNELS))}]
    table = venues.find_table(token=command.table_token) if command.table_token else None
    if command.service == ServiceType.DINE_IN:
        wrong_table = table is None or table.venue_id != command.venue_id
        if wrong_table and (command.table_token or not by_staff):
            problems["table_token"] = [_("Scan the code on your table again.")]
    elif table is not None:
        table = None
    if problems:
        raise OrderInvalidError(_("Some of the order needs another look."), fields=problems)
    return table


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _check_total(command: PlaceOrder, offer: Quote) -> None:
    basket = offer.basket
    if command.expected_total is None or command.expected_total == basket.total:
        return
    raise TotalChangedError(
        _("The total is %(total)s now.") % {"total": format_money(basket.total, basket.currency, command.language)},
        remedy=_("Prices or fees have changed since the menu was loaded. Check the new total and confirm it."),
        extra={"total": str(basket.total), "expected_total": str(command.expected_total)},
        fields={"expected_total": [_("No longer right.")]},
    )
