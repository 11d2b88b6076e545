"""What venues do differently with an item: its other prices, and whether they sell it at all."""

from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import access_of, check_at, requires
from comanda.kernel.http.bodies import read
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from tenant_apps.catalog.contracts import PricedChannel, PriceDraft, PricedService
from tenant_apps.catalog.errors import VenueNotFoundError
from tenant_apps.catalog.rest import examples
from tenant_apps.catalog.rest.draft_views import TAGS
from tenant_apps.catalog.selectors.editor import check_item, list_listings, list_price_rules
from tenant_apps.catalog.selectors.venues import get_venue, list_venues_among
from tenant_apps.catalog.services.save_price_rules import save_price_rules
from tenant_apps.catalog.services.set_listing import set_listing

WEEK = tuple(range(7))


@dataclass(frozen=True, slots=True)
class PriceBody:
    """A price that holds under its conditions. Hours go before channels, then services, then venues."""

    size_id: int
    price: Decimal
    venue_id: int | None = field(default=None, metadata={"about": "null: at every venue."})
    channel: PricedChannel | None = field(default=None, metadata={"about": "null: on every channel."})
    service: PricedService | None = field(default=None, metadata={"about": "null: for every service."})
    weekdays: tuple[int, ...] = field(default=WEEK, metadata={"least": 0, "most": 6, "about": "Monday is 0."})
    starts_at: time | None = None
    ends_at: time | None = field(
        default=None, metadata={"about": "At or before `starts_at`: past midnight. Both hours, or none."}
    )

    def draft(self) -> PriceDraft:
        return PriceDraft(
            size_id=self.size_id,
            price=self.price,
            venue_id=self.venue_id,
            channel=self.channel or "",
            service=self.service or "",
            weekdays=sum(1 << day for day in set(self.weekdays)),
            starts_at=self.starts_at,
            ends_at=self.ends_at,
        )


@dataclass(frozen=True, slots=True)
class PricesBody:
    """All of them: what is not in it is taken away."""

    rules: tuple[PriceBody, ...]


@dataclass(frozen=True, slots=True)
class ListingBody:
    is_sold: bool | None = field(metadata={"about": "null: as the item's `is_active` says."})


PriceAnswer = schema(PriceBody, name="ItemPrice")
ListingAnswer = schema(ListingBody, name="ItemListing", venue_id=int)


class ItemPricesView(APIView):
    @extend_schema(
        operation_id="items_prices_list",
        tags=TAGS,
        summary="Prices of an item that differ by venue, channel, service or hours",
        description="Those that hold everywhere, and those of the venues one works at.",
        responses={200: PriceAnswer(many=True), **problems(401, 403, 404)},
    )
    @requires("menu.view")
    def get(self, request: Request, item_id: int) -> Response:
        check_item(item_id=item_id)
        return _prices(request, item_id)

    @extend_schema(
        operation_id="items_prices_update",
        tags=TAGS,
        summary="State all prices of an item that differ",
        description="What venues charge at which one does not work stays as it is.",
        request=schema(PricesBody, name="ItemPrices"),
        responses={200: PriceAnswer(many=True), **problems(400, 401, 403, 404)},
        examples=[examples.PRICES],
    )
    @requires("menu.edit")
    def put(self, request: Request, item_id: int) -> Response:
        check_item(item_id=item_id)
        rules = [rule.draft() for rule in read(PricesBody, request.data).rules]
        save_price_rules(item_id=item_id, rules=rules, venue_ids=_venue_ids(request))
        return _prices(request, item_id)


class ItemListingsView(APIView):
    @extend_schema(
        operation_id="items_listings_list",
        tags=TAGS,
        summary="Which of the venues one works at sell an item",
        responses={200: ListingAnswer(many=True), **problems(401, 403, 404)},
    )
    @requires("menu.view")
    def get(self, request: Request, item_id: int) -> Response:
        check_item(item_id=item_id)
        stated = list_listings(item_id=item_id)
        return Response([{"venue_id": one, "is_sold": stated.get(one)} for one in _venue_ids(request)])


class ItemListingView(APIView):
    @extend_schema(
        operation_id="items_listings_update",
        tags=TAGS,
        summary="Say whether a venue sells an item, apart from what holds everywhere",
        request=schema(ListingBody, name="SetItemListing"),
        responses={200: ListingAnswer, **problems(400, 401, 403, 404)},
    )
    @requires("menu.edit")
    def put(self, request: Request, item_id: int, venue_id: int) -> Response:
        check_item(item_id=item_id)
        check_at(request, "menu.edit", get_venue(venue_id=venue_id).id, VenueNotFoundError())
        is_sold = read(ListingBody, request.data).is_sold
        set_listing(item_ids=[item_id], venue_id=venue_id, is_sold=is_sold)
        return Response({"venue_id": venue_id, "is_sold": is_sold})


def _venue_ids(request: Request) -> list[int]:
    return [venue.id for venue in list_venues_among(access_of(request).venue_ids)]


def _prices(request: Request, item_id: int) -> Response:
    return Response([_shown(rule) for rule in list_price_rules(item_id=item_id, venue_ids=_venue_ids(request))])


def _shown(rule: PriceDraft) -> dict[str, Any]:
    return {
        "size_id": rule.size_id,
        "price": rule.price,
        "venue_id": rule.venue_id,
        "channel": rule.channel or None,
        "service": rule.service or None,
        "weekdays": [day for day in WEEK if rule.weekdays >> day & 1],
        "starts_at": rule.starts_at and rule.starts_at.isoformat("minutes"),
        "ends_at": rule.ends_at and rule.ends_at.isoformat("minutes"),
    }
