"""Examples in the API's documentation."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

ITEM: dict[str, Any] = {
    "name": "Margherita",
    "category_id": 1,
    "description": "Tomato, mozzarella, basil.",
    "ingredients": ["Tomato", "Mozzarella", "Basil"],
    "allergens": ["gluten", "milk"],
    "diets": ["vegetarian"],
    "sizes": [{"name": "Classic", "price": "8.50"}, {"name": "Family", "price": "15.00", "scale": "2"}],
    "groups": [{"group_id": 3, "minimum": 0, "maximum": 4}],
}

PRICES = OpenApiExample(
    "Happy hour at the counter of one venue",
    request_only=True,
    value={
        "rules": [
            {"size_id": 9, "price": "9.50", "service": "delivery"},
            {
                "size_id": 9,
                "price": "6.00",
                "venue_id": 2,
                "channel": "counter",
                "weekdays": [0, 1, 2, 3, 4],
                "starts_at": "17:00",
                "ends_at": "19:00",
            },
        ]
    },
)

PUBLICATION: dict[str, Any] = {
    "id": 12,
    "version": 4,
    "etag": "5f0c0a6f2b7b4b9b8d0e7c6a5f4e3d2c1b0a99887766554433221100ffeeddcc",
    "item_count": 32,
    "published_at": "2026-11-21T10:15:00Z",
}

EIGHTY_SIX: dict[str, Any] = {"item_id": 7, "until": "2026-11-21T23:00:00Z", "reason": "Out of burrata"}

MENU: dict[str, Any] = {
    "venue": {"id": 1, "slug": "brera", "name": "Da Nina Brera"},
    "version": 4,
    "snapshot_id": 12,
    "published_at": "2026-11-21T10:15:00Z",
    "currency": "EUR",
    "categories": [
        {"id": 1, "name": "Pizza", "slug": "pizza", "description": "", "parent_id": None, "item_ids": [7]},
    ],
    "items": [
        {
            "id": 7,
            "name": "Margherita",
            "slug": "margherita",
            "description": "Tomato, mozzarella, basil.",
            "category_id": 1,
            "tax_category": "food",
            "ingredients": ["Tomato", "Mozzarella", "Basil"],
            "allergens": ["gluten", "milk"],
            "diets": ["vegetarian"],
            "spicy": 0,
            "calories": 780,
            "is_featured": True,
            "image": {
                "sources": {"320": "/media/menu/k3v9/320.webp", "640": "/media/menu/k3v9/640.webp"},
                "alt": "Margherita",
                "colour": "#c98f4e",
                "width": 640,
                "height": 480,
            },
            "sizes": [
                {
                    "id": 9,
                    "name": "Classic",
                    "price": "8.50",
                    "service_prices": {"delivery": "9.50"},
                    "special_prices": [],
                }
            ],
            "modifier_groups": [
                {
                    "id": 3,
                    "name": "Extras",
                    "minimum": 0,
                    "maximum": 4,
                    "included": 0,
                    "options": [
                        {
                            "id": 21,
                            "item_id": 31,
                            "name": "Buffalo mozzarella",
                            "price": "2.50",
                            "is_default": False,
                            "max_quantity": 1,
                            "allergens": ["milk"],
                        }
                    ],
                }
            ],
        }
    ],
    "eighty_sixed": [{"item_id": 7, "channel": "", "until": "2026-11-21T23:00:00Z", "reason": "Out of burrata"}],
}
