"""`/v/<venue>/`: the menu. Drawn once, then sent as bytes until something it shows has changed."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from shared_apps.branding.facade import get_theme
from shared_apps.limits.facade import uncounted
from tenant_apps.catalog.errors import MenuNotPublishedError
from tenant_apps.catalog.facade import ALLERGENS, DIETS, get_menu, list_eighty_sixed, menu_version
from tenant_apps.storefront.web import cards, structured
from tenant_apps.storefront.web.dayparts import prices_until
from tenant_apps.storefront.web.page_cache import MAX_AGE, find_page, keep_page, respond
from tenant_apps.storefront.web.places import describe_place, get_shown_venue, list_ways
from tenant_apps.storefront.web.serving import Serving, find_serving, remember_serving
from tenant_apps.venues.contracts import VenueInfo
from tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a venue's pages stand in the cache, and what they are drawn from."""

    venue: VenueInfo
    serving: Serving
    language: str
    key: tuple[object, ...]
    root: str
    """The host's own address, for canonical links."""
    basis: tuple[object, ...]
    off: tuple[int, ...]

    def seconds(self) -> float:
        """How long its prices hold, at most."""
        until = prices_until(get_menu(venue_id=self.venue.id), self.serving.at)
        return MAX_AGE if until is None else (until - self.serving.at).total_seconds()


def find_basis(request: HttpRequest, slug: str) -> Basis:
    """Raises Http404 for an unknown venue, MenuNotPublishedError where there is nothing to show yet."""
    tenant = current_tenant()
    venue = get_shown_venue(slug)
    serving = find_serving(request, venue)
    language = get_language() or "en"
    off = tuple(row.item_id for row in list_eighty_sixed(venue_id=venue.id, channel=serving.channel))
    version = menu_version(venue_id=venue.id)
    # The venue's own object: it is a new one whenever anything in the tenant's venues, hours or zones has changed.
    basis = (tenant, id(venue), venue, version, off, get_theme(tenant_id=tenant.id).version)
    root = f"{request.scheme}://{request.get_host()}/"
    key = (tenant.id, root, slug, language, serving.service, serving.channel)
    return Basis(venue=venue, serving=serving, language=language, key=key, root=root, basis=basis, off=off)


@uncounted
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        at = find_basis(request, slug)
    except MenuNotPublishedError:
        return render(request, "storefront/not_yet.html", {"venue": get_shown_venue(slug)})
    page = find_page(key=at.key, basis=at.basis)
    if page is None:
        place = describe_place(venue=at.venue, language=at.language, service=at.serving.service)
        page = keep_page(
            key=at.key,
            basis=at.basis,
            seconds=min(place.seconds, at.seconds()),
            draw=lambda: render_to_string("storefront/menu.html", menu_context(at)),
        )
    response = respond(request, page)
    if "service" in request.GET:
        remember_serving(request, response, at.venue, at.serving)
    return response


def menu_context(at: Basis) -> dict[str, object]:
    """Everything on the menu page."""
    menu = get_menu(venue_id=at.venue.id)
    base = f"/v/{at.venue.slug}/"
    sections = cards.sections(menu=menu, base=base, language=at.language, off=at.off, serving=at.serving)
    present = {code for item in menu.items.values() for code in item.allergens}
    diets = {code for section in sections for card in section.cards for code in card.diets.split()}
    place = describe_place(venue=at.venue, language=at.language, service=at.serving.service)
    featured = cards.featured(menu=menu, base=base, language=at.language, off=at.off, serving=at.serving)
    return {
        "place": place,
        "serving": at.serving,
        "ways": list_ways(venue=at.venue, serving=at.serving, language=at.language),
        "venue": at.venue,
        "base": base,
        "sections": sections,
        "featured": featured,
        "plates": [card.picture for card in featured if card.picture][:3],
        "diets": [(code, *DIETS[code]) for code in DIETS if code in diets],
        "allergens": [(code, *ALLERGENS[code]) for code in ALLERGENS if code in present],
        "canonical": f"{at.root}v/{at.venue.slug}/",
        "structured": structured.restaurant(venue=at.venue, menu=menu, root=at.root, serving=at.serving),
    }
