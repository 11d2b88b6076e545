"""What a page of orders shows: all of it stands in the address, so it can be bookmarked and sent to a colleague."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from comanda.kernel.access import access_of
from comanda.kernel.errors import ForbiddenError
from comanda.kernel.numbers import whole_number
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import VenueInfo

MOST_TOPICS = 20
"""A socket listens to that many venues; a bigger chain looks at one venue at a time."""


@dataclass(frozen=True, slots=True)
class Scope:
    venues: tuple[VenueInfo, ...]
    """All this person may see."""
    venue: VenueInfo | None
    """The chosen one; None: all of them."""
    service: str
    search: str
    view: str
    state: str
    channel: str
    since: date | None
    until: date | None
    hour: int | None
    item_id: int | None

    @property
    def shown(self) -> tuple[VenueInfo, ...]:
        return (self.venue,) if self.venue else self.venues

    @property
    def venue_ids(self) -> list[int]:
        return [venue.id for venue in self.shown]

    @property
    def by_id(self) -> dict[int, VenueInfo]:
        return {venue.id: venue for venue in self.venues}

    @property
    def topics(self) -> str:
        return " ".join(f"board:{venue_id}" for venue_id in self.venue_ids[:MOST_TOPICS])

    def query(self, **changes: object) -> str:
        """The address's query with some of it changed; empty values are left out."""
        values: dict[str, object] = {
            "venue": self.venue.id if self.venue else "",
            "service": self.service,
            "q": self.search,
            "view": self.view,
            "state": self.state,
            "channel": self.channel,
            "since": self.since or "",
            "until": self.until or "",
            "hour": "" if self.hour is None else str(self.hour),
            "item": self.item_id or "",
        }
        return urlencode({key: value for key, value in (values | changes).items() if value})

    @property
    def is_filtered(self) -> bool:
        chosen = (self.state, self.service, self.channel, self.search, self.since, self.until, self.item_id)
        return any(chosen) or self.hour is not None

    @property
    def address(self) -> str:
        return self.query()


def find_scope(request: HttpRequest, *, capability: str = "orders.view") -> Scope:
    """From the address. Raises ForbiddenError for a venue this person has nothing to do with."""
    access = access_of(request)
    allowed = tuple(venue for venue in venues.list_venues(active_only=False) if access.can(capability, venue.id))
    asked = request.GET.get("venue", "")
    venue = next((venue for venue in allowed if str(venue.id) == asked), None)
    if asked and venue is None:
        raise ForbiddenError(_("You don't work at that venue."), remedy=_("Choose one of your own venues."))
    if venue is None and (len(allowed) == 1 or len(allowed) > MOST_TOPICS):
        venue = allowed[0]
    return Scope(
        venues=allowed,
        venue=venue,
        service=request.GET.get("service", ""),
        search=request.GET.get("q", "").strip()[:100],
        view=request.GET.get("view", ""),
        state=request.GET.get("state", ""),
        channel=request.GET.get("channel", ""),
        since=_day(request.GET.get("since", "")),
        until=_day(request.GET.get("until", "")),
        hour=whole_number(request.GET.get("hour", ""), most=23),
        item_id=whole_number(request.GET.get("item", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
