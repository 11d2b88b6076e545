from drf_spectacular.utils import OpenApiExample

NEW_SIGNUP = OpenApiExample(
    "A trattoria in Milan",
    request_only=True,
    value={
        "brand": "Trattoria Brera",
        "subdomain": "trattoria-brera",
        "country": "IT",
        "venue_name": "Brera",
        "street": "Via Solferino 12",
        "city": "Milano",
        "postcode": "20121",
        "open_days": [0, 1, 2, 3, 4, 5],
        "opens": "12:00",
        "closes": "22:30",
        "owner_name": "Giulia Conti",
        "email": "giulia@example.com",
        "password": "quattro formaggi al tavolo",
    },
)
