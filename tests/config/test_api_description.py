"""Each host describes the API it serves, and no other."""

import re

import pytest
import yaml
from django.core.management import call_command
from django.urls import Resolver404, resolve


def described(client) -> dict:
    answer = client.get("/api/v1/schema/")
    assert answer.status_code == 200
    return yaml.safe_load(answer.content)["paths"]


def test_each_host_describes_what_it_serves(client_a, client_b, platform_client):
    restaurant, platform = described(client_a), described(platform_client)
    assert "/api/v1/orders/" in restaurant
    assert "/api/v1/signups/" in platform
    assert not restaurant.keys() & platform.keys() - {"/api/v1/schema/", "/api/v1/docs/"}
    assert described(client_b).keys() == restaurant.keys()


@pytest.mark.parametrize("host", ["restaurant", "platform"])
def test_what_is_described_is_there(client_a, platform_client, host):
    client, urlconf = {
        "restaurant": (client_a, "comanda.config.urls_tenant"),
        "platform": (platform_client, "comanda.config.urls_platform"),
    }[host]
    missing = []
    for path in described(client):
        for example in ("7", "seven", "01890000-0000-7000-8000-000000000000"):
            try:
                resolve(re.sub(r"{\w+}", example, path), urlconf)
                break
            except Resolver404:
                continue
        else:
            missing.append(path)
    assert missing == []


def test_what_moves_orders_money_or_tickets_takes_a_key(client_a):
    moves = ("/api/v1/orders/", "/api/v1/payments/", "/api/v1/kitchen/")
    posts = {
        path: each["post"] for path, each in described(client_a).items() if path.startswith(moves) and "post" in each
    }
    without = [
        path
        for path, post in posts.items()
        if not any(one["name"] == "Idempotency-Key" and one["required"] for one in post.get("parameters", []))
    ]
    assert without == []
    assert len(posts) > 20


@pytest.mark.parametrize("urlconf", ["comanda.config.urls_tenant", "comanda.config.urls_platform"])
def test_nothing_in_the_description_is_guessed(urlconf, tmp_path):
    """Fails on any warning of the generator: a view it can't read, two enumerations under one name."""
    call_command("spectacular", "--validate", "--fail-on-warn", "--urlconf", urlconf, "--file", str(tmp_path / "api"))
