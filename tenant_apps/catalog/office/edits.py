"""Small edits on the menu page: a price, an order, a sold-out dish, many dishes at once, and publishing."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from comanda.kernel.access import check, requires
from comanda.kernel.clock import now, zone
from comanda.kernel.errors import ConflictError, ValidationFailedError
from comanda.kernel.ids import token
from comanda.kernel.money import exponent
from comanda.kernel.numbers import whole_number, whole_numbers
from comanda.kernel.tabular import parse_amount
from tenant_apps.catalog.contracts import PriceChange
from tenant_apps.catalog.errors import ItemNotFoundError, VenueNotFoundError
from tenant_apps.catalog.office.answers import done, small_edit, with_events
from tenant_apps.catalog.office.menu import base
from tenant_apps.catalog.office.venue_choice import allowed_venues, chosen_venue
from tenant_apps.catalog.selectors.board import find_row
from tenant_apps.catalog.selectors.venues import closing_time
from tenant_apps.catalog.services.archive_items import archive_items
from tenant_apps.catalog.services.bring_back import bring_back
from tenant_apps.catalog.services.change_items import change_items
from tenant_apps.catalog.services.change_prices import change_prices
from tenant_apps.catalog.services.eighty_six import eighty_six
from tenant_apps.catalog.services.publish_menu import publish_menu
from tenant_apps.catalog.services.reorder_categories import reorder_categories
from tenant_apps.catalog.services.reorder_items import reorder_items
from tenant_apps.catalog.services.restore_items import restore_items
from tenant_apps.catalog.services.restore_prices import restore_prices
from tenant_apps.catalog.services.set_price import set_price
from tenants.context import current_tenant

UNDO_FOR = 600
"""Seconds for which a change of many prices can be taken back."""


def amount_of(text: str, field: str = "price") -> Decimal:
    """A price as people type it. Raises ValidationFailedError."""
    try:
        return parse_amount(text.strip())
    except ValueError:
        raise ValidationFailedError(
            _("This is not a price."), fields={field: [_("Write a number such as 12.50.")]}
        ) from None


def ids_of(request: HttpRequest, name: str = "item") -> list[int]:
    return whole_numbers(request.POST.getlist(name))


@require_POST
@requires("menu.edit")
@small_edit
def price(request: HttpRequest, size_id: int) -> HttpResponse:
    size = set_price(size_id=size_id, price=amount_of(request.POST.get("price", "")))
    text = number_format(size.price, exponent(current_tenant().currency))
    return done(extra={"price-saved": {"size": size_id, "price": text}})


@require_POST
@requires("menu.edit")
@small_edit
def item_order(request: HttpRequest) -> HttpResponse:
    """`category` and its items in their new order; an item from elsewhere moves in."""
    category = request.POST.get("category", "")
    reorder_items(category_id=whole_number(category), item_ids=ids_of(request))
    return done()


@require_POST
@requires("menu.edit")
@small_edit
def category_order(request: HttpRequest) -> HttpResponse:
    reorder_categories(category_ids=ids_of(request, "category"))
    return done()


@require_POST
@requires("menu.eighty_six")
@small_edit
def sold_out(request: HttpRequest, item_id: int) -> HttpResponse:
    """`until`: `closing`, `open` (till brought back), `back`, or a local date and time."""
    venue = chosen_venue(request)
    if venue is None:
        raise VenueNotFoundError()
    check(request, "menu.eighty_six", venue.id)
    wish = request.POST.get("until", "")
    actor = request.user.pk
    if wish == "back":
        bring_back(venue_id=venue.id, item_id=item_id, actor_id=actor)
        message = _("Back on sale.")
    else:
        until = _moment(wish, venue_id=venue.id, timezone=venue.timezone)
        eighty_six(
            venue_id=venue.id,
            item_id=item_id,
            until=until,
            reason=request.POST.get("reason", "")[:200],
            actor_id=actor,
        )
        message = _("Sold out. Guests see it at once.")
    row = find_row(item_id=item_id, venue=venue)
    if row is None:
        raise ItemNotFoundError()
    return with_events(render(request, "catalog/_row.html", {**base(request, venue), "row": row}), message)


def _moment(wish: str, *, venue_id: int, timezone: str) -> datetime | None:
    if wish == "open":
        return None
    if wish == "closing":
        # A venue that is closed, or never closes, is given a day.
        return closing_time(venue_id=venue_id, at=now()) or now() + timedelta(days=1)
    try:
        return datetime.fromisoformat(wish).replace(tzinfo=zone(timezone))
    except ValueError:
        raise ValidationFailedError(
            _("This is not a date and time."), fields={"until": [_("Choose a day and an hour.")]}
        ) from None


@require_POST
@requires("menu.edit")
@small_edit
def bulk(request: HttpRequest) -> HttpResponse:
    """One change to the chosen items: move, show, hide, feature, price, remove."""
    chosen = ids_of(request)
    action, undo = request.POST.get("action", ""), ""
    if not chosen:
        raise ValidationFailedError(_("Choose at least one item first."))
    if action == "move":
        target = request.POST.get("category", "")
        change_items(item_ids=chosen, changes={"category_id": whole_number(target)})
    elif action in ("show", "hide"):
        change_items(item_ids=chosen, changes={"is_active": action == "show"})
    elif action == "prices":
        percent = amount_of(request.POST.get("percent", ""), "percent")
        round_to = amount_of(request.POST.get("round_to", ""), "round_to")
        changed = change_prices(item_ids=chosen, percent=percent, round_to=round_to)
        undo = _undo_prices(changed) if changed else ""
    elif action == "remove":
        archive_items(item_ids=chosen)
    else:
        raise ValidationFailedError(_("Choose what to do with the items."))
    message = ngettext("%(count)d item changed.", "%(count)d items changed.", len(chosen)) % {"count": len(chosen)}
    if action == "remove":
        message = ngettext("%(count)d item removed.", "%(count)d items removed.", len(chosen)) % {"count": len(chosen)}
        undo = reverse("catalog_office:restore") + "?" + "&".join(f"item={key}" for key in chosen)
    return done(message, undo=undo, extra={"menu-reload": True})


def _undo_prices(changed: tuple[PriceChange, ...]) -> str:
    """Where the toast takes it back: kept here, because hundreds of prices fit no address."""
    key = token()
    cache.set(f"menu-prices:{key}", changed, UNDO_FOR)
    return reverse("catalog_office:undo_prices", args=[key])


@require_POST
@requires("menu.edit")
@small_edit
def undo_prices(request: HttpRequest, key: str) -> HttpResponse:
    changed = cache.get(f"menu-prices:{key}")
    if changed is None:
        raise ConflictError(_("It is too late to take this back."), remedy=_("Change the prices by hand."))
    count = restore_prices(changes=changed)
    cache.delete(f"menu-prices:{key}")
    message = ngettext("%(count)d price is as before.", "%(count)d prices are as before.", count) % {"count": count}
    return done(message, extra={"menu-reload": True})


@require_POST
@requires("menu.edit")
@small_edit
def restore(request: HttpRequest) -> HttpResponse:
    """The way back from removing."""
    asked = [*request.GET.getlist("item"), *request.POST.getlist("item")]
    keys = whole_numbers(asked)
    restore_items(item_ids=keys)
    return with_events(HttpResponse(), _("Back in the menu."), extra={"menu-reload": True})


@require_POST
@requires("menu.publish")
@small_edit
def publish(request: HttpRequest) -> HttpResponse:
    """At the chosen venue, or (`everywhere`) at every venue this person may publish for."""
    venue = chosen_venue(request)
    if venue is None:
        raise VenueNotFoundError()
    closing = {"close-dialog": "menu-changes"}
    if "everywhere" in request.POST:
        venues = allowed_venues(request)
        for each in venues:
            check(request, "menu.publish", each.id)
        with transaction.atomic():
            for each in venues:
                publish_menu(venue_id=each.id, actor_id=request.user.pk)
        names = ", ".join(each.name for each in venues)
        return done(_("Published. Guests at %(venues)s see it now.") % {"venues": names}, extra=closing)
    check(request, "menu.publish", venue.id)
    menu = publish_menu(venue_id=venue.id, actor_id=request.user.pk)
    return done(
        _("Published as version %(version)d. Guests at %(venue)s see it now.")
        % {"version": menu.version, "venue": venue.name},
        extra=closing,
    )
