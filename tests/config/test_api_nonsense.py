"""Nonsense sent to every operation the API's document names is answered, never with a crash."""

import json
import re

import pytest
from django.db import transaction
from django.test import Client

from shared_apps.limits.rest.throttle import LimitThrottle
from tenant_apps.team.contracts import Role
from tenants.context import use_platform, use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.staff import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

VALUES = (
    None,
    "",
    "x" * 3000,
    "a\0b",
    "²",
    "\ud800",
    -1,
    10**30,
    1e308,
    True,
    [],
    {},
    [None],
    [{}],
    "9999-12-31",
    "1e400",
)
"""What each field of a body is set to, all fields at once."""
ADDRESSES = ({"integer": "0", "string": "%C2%B2"}, {"integer": "9223372036854775807", "string": "x%00y"})
QUERIES = ("", "-1", "²", "9" * 40, "0001-01-01", "9999-12-31", "\0", "x" * 3000)


@pytest.fixture(autouse=True)
def _without_limits(monkeypatch):
    """Nobody is told that this was too much."""
    monkeypatch.setattr(LimitThrottle, "allow_request", lambda self, request, view: True)


def describe(client: Client) -> dict:
    return client.get("/api/v1/schema/?format=json", headers={"accept": "application/vnd.oai.openapi+json"}).json()


def calls(document):
    """(method, path, query, body) for every operation."""
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            parameters = [one for one in operation.get("parameters", ()) if one["in"] == "path"]
            asked = [one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"]
            kinds = {one["name"]: one["schema"].get("type", "string") for one in parameters}
            for values in ADDRESSES if kinds else ADDRESSES[:1]:
                place = re.sub(r"{(\w+)}", lambda name: values[kinds.get(name[1], "string")], path)  # noqa: B023
                bodies = list(bodies_of(operation, document)) if method in {"post", "put", "patch"} else [None]
                yield from ((method, place, {}, body) for body in bodies)
                yield from ((method, place, dict.fromkeys(asked, text), bodies[0]) for text in QUERIES if asked)


def bodies_of(operation, document):
    yield from ([], "x", None, 7, {"nobody": "knows"})
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    schema = content.get("schema", {})
    schema = document["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], schema)
    for value in VALUES if schema.get("properties") else ():
        yield dict.fromkeys(schema["properties"], value)


def crashes(client, document, tenant_context):
    client.raise_request_exception = False
    found, asked = [], 0
    for method, path, query, body in calls(document):
        options = {"headers": {"idempotency-key": f"k{asked}"}, "query_params": query}
        if method not in {"get", "head"}:
            options |= {"data": json.dumps(body), "content_type": "application/json"}
        with tenant_context(), transaction.atomic(), transaction.atomic(using="control"):
            answer = getattr(client, method)(path, **options)
            transaction.set_rollback(True)
            transaction.set_rollback(True, using="control")
        asked += 1
        if answer.status_code >= 500:
            found.append(f"{method} {path} {query} {str(body)[:100]} -> {answer.status_code}")
    return found, asked


def test_a_restaurant_s_api_withstands_nonsense(tenant_a):
    with use_tenant(tenant_a):
        open_restaurant()
    owner = client_of(tenant_a, Role.OWNER)
    document = describe(owner)
    found, asked = crashes(owner, document, lambda: use_tenant(tenant_a))
    assert found == []
    assert asked > 5 * len(document["paths"])


def test_the_platform_s_api_withstands_nonsense(platform_client):
    document = describe(platform_client)
    assert "/api/v1/signups/" in document["paths"]
    found, _asked = crashes(platform_client, document, use_platform)
    assert found == []
