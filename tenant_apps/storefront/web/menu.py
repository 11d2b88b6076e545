"""`/v/<venue>/`: the menu. Drawn once, then sent as bytes until something it shows has changed."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from shared_apps.branding.facade import get_theme
from tenant_apps.catalog.errors import MenuNotPublishedError
from tenant_apps.catalog.facade import get_menu, list_eighty_sixed, menu_version
from tenant_apps.storefront.web import cards, structured
from tenant_apps.storefront.web.page_cache import find_page, keep_page, respond
from tenant_apps.storefront.web.places import describe_place, get_shown_venue
from tenant_apps.storefront.web.words import ALLERGENS, DIETS
from tenant_apps.venues.contracts import VenueInfo
from tenants.context import current_tenant

CHANNEL = "web"


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a venue's pages stand in the cache, and what they are drawn from."""

    venue: VenueInfo
    language: str
    key: tuple[int, str, str, str]
    root: str
    """The host's own address, for canonical links."""
    basis: tuple[object, ...]
    off: tuple[int, ...]


def find_basis(request: HttpRequest, slug: str) -> Basis:
    """Raises Http404 for an unknown venue, MenuNotPublishedError where there is nothing to show yet."""
    tenant = current_tenant()
    venue = get_shown_venue(slug)
    language = get_language() or "en"
    off = tuple(row.item_id for row in list_eighty_sixed(venue_id=venue.id, channel=CHANNEL))
    version = menu_version(venue_id=venue.id)
    # The venue's own object: it is a new one whenever anything in the tenant's venues, hours or zones has changed.
    basis = (tenant, id(venue), venue, version, off, get_theme(tenant_id=tenant.id).version)
    root = f"{request.scheme}://{request.get_host()}/"
    return Basis(venue=venue, language=language, key=(tenant.id, root, slug, language), root=root, basis=basis, off=off)


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        at = find_basis(request, slug)
    except MenuNotPublishedError:
        return render(request, "storefront/not_yet.html", {"venue": get_shown_venue(slug)})
    page = find_page(key=at.key, basis=at.basis)
    if page is None:
        place = describe_place(venue=at.venue, language=at.language)
        page = keep_page(
            key=at.key,
            basis=at.basis,
            seconds=place.seconds,
            draw=lambda: render_to_string("storefront/menu.html", menu_context(at)),
        )
    return respond(request, page)


def menu_context(at: Basis) -> dict[str, object]:
    """Everything on the menu page."""
    menu = get_menu(venue_id=at.venue.id)
    base = f"/v/{at.venue.slug}/"
    sections = cards.sections(menu=menu, base=base, language=at.language, off=at.off)
    present = {code for item in menu.items.values() for code in item.allergens}
    diets = {code for section in sections for card in section.cards for code in card.diets.split()}
    place = describe_place(venue=at.venue, language=at.language)
    featured = cards.featured(menu=menu, base=base, language=at.language, off=at.off)
    return {
        "place": place,
        "venue": at.venue,
        "base": base,
        "sections": sections,
        "featured": featured,
        "plates": [card.picture for card in featured if card.picture][:3],
        "diets": [(code, *DIETS[code]) for code in DIETS if code in diets],
        "allergens": [(code, *ALLERGENS[code]) for code in ALLERGENS if code in present],
        "canonical": f"{at.root}v/{at.venue.slug}/",
        "structured": structured.restaurant(venue=at.venue, menu=menu, root=at.root),
    }
