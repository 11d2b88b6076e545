import pytest

from tenants.context import use_platform

ANSWERS = {
    "brand": "Trattoria Brera",
    "subdomain": "trattoria-brera",
    "colour": "#b3261e",
    "country": "IT",
    "currency": "EUR",
    "timezone": "Europe/Rome",
    "language": "it",
    "venue_name": "Brera",
    "street": "Via Solferino 12",
    "city": "Milano",
    "postcode": "20121",
    "phone": "+39 02 1234567",
    "open_days": ["0", "1", "2", "3", "4", "5"],
    "opens": "12:00",
    "closes": "22:30",
    "owner_name": "Giulia Conti",
    "email": "giulia@example.com",
    "password": "quattro formaggi al tavolo",
}


@pytest.fixture
def answers():
    return dict(ANSWERS)


@pytest.fixture
def sign_up(platform_client):
    """Send the last step, then do step after step; the last response (a redirect to the door, if all went well)."""

    def send(answers, token="first-click", client=platform_client):
        response = client.post("/signup/", answers | {"step": "3", "token": token})
        if response.status_code != 302:
            return response
        for _ in range(12):
            response = client.post(f"/signup/{token}/next/")
            if "/enter/" in response.get("Location", "") or response.status_code != 302:
                break
        return response

    return send


@pytest.fixture
def on_platform(db):
    with use_platform():
        yield
