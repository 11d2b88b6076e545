"""Structured data for search engines: the restaurant and its menu as JSON-LD."""

import json
from typing import Any

from django.utils.safestring import SafeString

from tenant_apps.catalog.contracts import Menu
from tenant_apps.storefront.web.serving import Serving
from tenant_apps.venues.contracts import OpeningHours, VenueInfo
from tenant_apps.venues.facade import list_hours
from tenants.context import current_tenant

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def restaurant(*, venue: VenueInfo, menu: Menu, root: str, serving: Serving) -> SafeString:
    """JSON for a <script type="application/ld+json">; `<` is escaped, so no text can end the element."""
    url = f"{root.rstrip('/')}/v/{venue.slug}/"
    name = current_tenant().name
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Restaurant",
        "name": name if name == venue.name else f"{name} {venue.name}",
        "url": url,
        "telephone": venue.phone,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": venue.address,
            "addressLocality": venue.city,
            "postalCode": venue.postcode,
            "addressCountry": venue.country,
        },
        "openingHoursSpecification": [_hours(hours) for hours in list_hours(venue_id=venue.id) if not hours.service],
        "hasMenu": {"@type": "Menu", "url": url, "hasMenuSection": _sections(menu, serving)},
        "potentialAction": {"@type": "OrderAction", "target": url},
    }
    if venue.latitude is not None and venue.longitude is not None:
        data["geo"] = {
            "@type": "GeoCoordinates", "latitude": float(venue.latitude), "longitude": float(venue.longitude)
        }  # fmt: skip
    text = json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False, separators=(",", ":"))
    return SafeString(text.replace("<", "\\u003c"))


def _hours(hours: OpeningHours) -> dict[str, str]:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": _DAYS[hours.weekday],
        "opens": f"{hours.opens:%H:%M}",
        "closes": f"{hours.closes:%H:%M}",
    }


def _sections(menu: Menu, serving: Serving) -> list[dict[str, Any]]:
    return [
        {
            "@type": "MenuSection",
            "name": category.name,
            "hasMenuItem": [
                {
                    "@type": "MenuItem",
                    "name": item.name,
                    "offers": {
                        "@type": "Offer",
                        "price": str(serving.least(item)[0]),
                        "priceCurrency": menu.currency,
                    },
                }
                for item in (menu.items[item_id] for item_id in category.item_ids if item_id in menu.items)
            ],
        }
        for category in menu.categories
    ]
