"""`/`: choose a venue, or go straight to the only one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from tenant_apps.storefront.web.places import describe_place
from tenant_apps.venues.facade import list_venues


@gzip_page
@require_safe
def pick(request: HttpRequest) -> HttpResponse:
    venues = list_venues()
    if len(venues) == 1:
        return redirect("storefront:menu", slug=venues[0].slug)
    language = get_language() or "en"
    places = sorted(
        (describe_place(venue=venue, language=language) for venue in venues), key=lambda place: not place.is_open
    )
    return render(request, "storefront/venues.html", {"places": places, "canonical": request.build_absolute_uri("/")})
