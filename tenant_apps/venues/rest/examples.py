from drf_spectacular.utils import OpenApiExample

NEW_VENUE = OpenApiExample(
    "A second venue",
    request_only=True,
    value={"name": "Navigli", "city": "Milano", "address": "Ripa di Porta Ticinese 41", "postcode": "20143"},
)
WEEK = OpenApiExample(
    "Lunch and dinner on Mondays",
    request_only=True,
    value={
        "week": [
            {"weekday": 0, "opens": "12:00", "closes": "14:30"},
            {"weekday": 0, "opens": "19:00", "closes": "00:30", "service": "dine_in"},
        ]
    },
)
CHRISTMAS = OpenApiExample("Closed at Christmas", request_only=True, value={"name": "Christmas", "intervals": []})
ZONE = OpenApiExample(
    "Around the Navigli",
    request_only=True,
    value={
        "name": "Navigli",
        "polygon": [[9.155, 45.445], [9.185, 45.445], [9.185, 45.46], [9.155, 45.46]],
        "fee": "2.90",
        "minimum": "15.00",
        "postcodes": ["20143", "20144"],
    },
)
