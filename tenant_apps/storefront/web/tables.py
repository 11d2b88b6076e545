"""`/t/<token>/`: the code on a table. The guest's phone remembers where it sits for an evening."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from tenant_apps.storefront.web.serving import TABLE_COOKIE, TABLE_SECONDS
from tenant_apps.venues.facade import find_table, get_venue


@require_safe
def sit(request: HttpRequest, token: str) -> HttpResponse:
    table = find_table(token=token)
    if table is None:
        raise Http404
    venue = get_venue(venue_id=table.venue_id)
    if not venue.is_active:
        raise Http404
    response = redirect("storefront:menu", slug=venue.slug)
    response.set_cookie(
        TABLE_COOKIE, token, max_age=TABLE_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return response
