"""Safety 1 and 2: every API address x B's ids with A's token, on A's host and on B's; nothing changes anywhere."""

import json
import re
from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image

from comanda.config.apps_installed import BOTH, TENANT
from comanda.config.product_map.addresses import Address, addresses
from shared_apps.accounts.facade import create_user
from tenant_apps.catalog.facade import eighty_six
from tenant_apps.customers.facade import customer_for_user, save_address
from tenant_apps.kitchen.models import Ticket, TicketItem
from tenant_apps.kitchen.services.save_station import add_station
from tenant_apps.ordering import facade as ordering
from tenant_apps.payments.models import PaymentAttempt
from tenant_apps.team.contracts import Role
from tenant_apps.team.facade import invite
from tenant_apps.team.models import StaffMember
from tenant_apps.venues.contracts import NewVenue
from tenant_apps.venues.facade import add_tables, list_zones, open_venue
from tenants.context import use_tenant
from tests.isolation.api_routes import NOBODYS, PICTURE, ROUTES
from tests.tenant_apps.ordering.cast import add_zone, open_restaurant
from tests.tenant_apps.ordering.settle import settle

pytestmark = pytest.mark.django_db

PREFIX = "/api/v1/"
PASSWORD = "quattro formaggi al tavolo"
REFUSED = {401, 403, 404}
FAR_ABOVE = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, coalesce(last_value, 0) + 1000000)
FROM pg_sequences WHERE schemaname = current_schema()
"""
"""Sequences are not rolled back with a test: without it, who counts higher depends on the tests before."""


def routes() -> list[Address]:
    found = addresses("comanda.config.urls_tenant")
    theirs = (address for address in found if address.path.startswith(PREFIX) and "<" in address.path)
    return [address for address in theirs if address.path.removeprefix(PREFIX) not in NOBODYS]


def test_every_route_with_an_id_is_in_the_table():
    known = {PREFIX + path for path in ROUTES}
    found = {route.path for route in routes()}
    assert sorted(found - known) == [], "add it to tests/isolation/api_routes.py"
    assert sorted(known - found) == [], "no longer there: take it out of tests/isolation/api_routes.py"


def owner(tenant, email="ada@example.com", venue_ids=None) -> int:
    with use_tenant(tenant):
        user_id = create_user(email=email, password=PASSWORD, name="Ada", verified=True)
        StaffMember.objects.create(user_id=user_id, name="Ada", role=Role.OWNER.value, venue_ids=venue_ids)
    return user_id


def token_of(client: Client, email="ada@example.com") -> str:
    login = {"email": email, "password": PASSWORD}
    answer = client.post("/api/v1/auth/login", login, content_type="application/json")
    return answer.json()["meta"]["access_token"]


@pytest.fixture
def world(
    client_b, tenant_a, tenant_b, settings, tmp_path, tasks_in_line, django_capture_on_commit_callbacks
) -> dict[str, object]:
    """B's things. B counts from far above A, so that no id of B's happens to be one of A's, too."""
    with use_tenant(tenant_b), connection.cursor() as cursor:
        cursor.execute(FAR_ABOVE)
    ours = owner(tenant_a)
    with use_tenant(tenant_a):
        customer_for_user(user_id=ours)  # made when they change anything, whoever's address they ask for
        open_restaurant().order()
    user_id = owner(tenant_b)
    with use_tenant(tenant_b):
        for name in ("First", "Second"):
            shop = open_restaurant(name=name)
            for _n in range(3):
                made = shop.order()
                ordering.accept(order_id=made.id, actor="staff:1")
        add_zone(shop, postcodes=("20121",))
        for n in range(3):
            hired = create_user(email=f"{n}@example.com", password=None, name="Kim", verified=True)
            member = StaffMember.objects.create(user_id=hired, name="Kim", role=Role.CASHIER.value)
            invitation = invite(email=f"guest{n}@example.com", role=Role.CASHIER).invitation
        order = shop.order(shop.line(), shop.loaded_line())
        paying = shop.card_order("tok_challenge")
        settle()
        customer = customer_for_user(user_id=user_id)
        ticket_item = TicketItem.objects.order_by("pk").last()
        eighty_six(venue_id=shop.venue.id, item_id=shop.burrata_item, actor_id=user_id)
        spot = [save_address(customer_id=customer.id, street=f"Via {n}", city="Milano") for n in range(3)][-1]
        found = {
            "venue": shop.venue.id,
            "venue_slug": shop.venue.slug,
            "day": "2099-12-25",
            "zone": list_zones(venue_id=shop.venue.id)[0].id,
            "table": add_tables(venue_id=shop.venue.id, names=["1", "2", "3"])[-1].id,
            "category": shop.category,
            "item": shop.pizza,
            "item_off": shop.burrata_item,
            "cola": shop.cola,
            "group": shop.extras,
            "order": order.id,
            "order_token": order.token,
            "line": order.lines[0].id,
            "check": order.check_id,
            "customer": customer.id,
            "station": add_station(name="Tandoor", venue_ids=[shop.venue.id]),
            "member": member.pk,
            "invitation": invitation.id,
            "payment_token": PaymentAttempt.objects.get(check_id=paying.check_id).token,
            "address": spot.id,
            "ticket": Ticket.objects.order_by("pk").last().pk,
            "ticket_item": ticket_item.pk,
        }
    settings.MEDIA_ROOT = tmp_path
    headers = {"authorization": f"Bearer {token_of(client_b)}", "idempotency-key": "menu"}
    upload = {"kind": "menu", "main": SimpleUploadedFile("menu.csv", b"name;price;category\nCalzone;9.50;Pizza\n")}
    job = client_b.post("/api/v1/imports/", upload, headers=headers).json()["id"]
    with django_capture_on_commit_callbacks(execute=True):
        client_b.post(f"/api/v1/imports/{job}/dry-run/", {}, content_type="application/json", headers=headers)
    kind = {"content_type": "application/json"}
    cart = client_b.post("/api/v1/carts/", {"venue_id": found["venue"]}, **kind).json()
    line = {"item_id": found["cola"], "quantity": 1}
    cart = client_b.post(f"/api/v1/carts/{cart['token']}/lines/", line, **kind).json()
    return found | {"job": job, "cart_token": cart["token"], "cart_line": cart["lines"][0]["id"]}


def filled(value, world):
    if isinstance(value, dict):
        return {name: filled(part, world) for name, part in value.items()}
    if isinstance(value, list):
        return [filled(part, world) for part in value]
    found = re.fullmatch(r"{(\w+)}", value) if isinstance(value, str) else None
    return world[found[1]] if found else value


def asks(world, wanted=lambda route, method: True):
    """(method, path, body) of every address in the table that is `wanted`."""
    for route in routes():
        entry = ROUTES[route.path.removeprefix(PREFIX)]
        path = re.sub(r"<\w+:(\w+)>", lambda found: str(world[entry.ids.get(found[1], found[1])]), route.path)  # noqa: B023
        for method in route.demands:
            if not wanted(route, method):
                continue
            yield method, path + entry.query, filled(entry.bodies.get(method, {}), world)


def dish() -> bytes:
    out = BytesIO()
    Image.new("RGB", (400, 300), "#b3261e").save(out, "PNG")
    return out.getvalue()


def ask(client, method, path, body, token):
    headers = {"authorization": f"Bearer {token}", "idempotency-key": "k1"}
    if method == "get":
        data = {}
    elif PICTURE in body.values():
        form = {name: SimpleUploadedFile("dish.png", dish(), "image/png") for name in body}
        data = {"data": encode_multipart(BOUNDARY, form), "content_type": MULTIPART_CONTENT}
    else:
        data = {"data": json.dumps(body), "content_type": "application/json"}
    return getattr(client, method)(path, headers=headers, **data)


def everything(tenant) -> dict[str, str]:
    """A fingerprint of every table of the tenant's schema."""
    ours = {apps.get_app_config(name.rsplit(".", 1)[-1]).name for name in [*BOTH, *TENANT]}
    tables = sorted(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if apps.get_app_config(model._meta.app_label).name in ours
    )
    parts = [
        f"SELECT '{name}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {name} t"
        for name in tables
    ]
    with use_tenant(tenant), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


def test_what_is_the_neighbours_stays_shut_and_as_it_was(client_a, client_b, tenant_a, tenant_b, world):
    token = token_of(client_a)
    before = {tenant.slug: everything(tenant) for tenant in (tenant_a, tenant_b)}
    asked = 0
    wrong = []
    for method, path, body in asks(world):
        asked += 1
        here = ask(client_a, method, path, body, token)
        if here.status_code not in REFUSED:
            wrong.append(f"on A's host: {method} {path} -> {here.status_code} {here.content[:120]!r}")
        there = ask(client_b, method, path, body, token)
        # What strangers may read is read without looking at a token.
        if there.status_code != 401 and not (method == "get" and there.content == client_b.get(path).content):
            wrong.append(f"on B's host: {method} {path} -> {there.status_code} {there.content[:120]!r}")
    assert wrong == []
    assert asked >= len(ROUTES)
    after = {tenant.slug: everything(tenant) for tenant in (tenant_a, tenant_b)}
    changed = [(slug, table) for slug in before for table in before[slug] if after[slug][table] != before[slug][table]]
    assert changed == []


def of_a_venue(route: Address, method: str) -> bool:
    """Guarded, and about one venue: the rest belongs to the whole restaurant, or is known by a token."""
    path = route.path.removeprefix(PREFIX)
    theirs = ("menus/", "venues/", "orders/<int", "kitchen/", "items/<int:item_id>/listings/<int:venue_id>/")
    return bool(route.demands[method]) and path.startswith(theirs)


def test_what_is_another_venues_is_not_there(client_b, tenant_b, world):
    """One rule for all of it: 404, whoever asks, as for what nobody has."""
    with use_tenant(tenant_b):
        elsewhere = open_venue(new=NewVenue(name="Elsewhere"))
    owner(tenant_b, "bob@example.com", [elsewhere.id])
    token = token_of(client_b, "bob@example.com")
    before = everything(tenant_b)
    answers = {
        f"{method} {path}": ask(client_b, method, path, body, token).status_code
        for method, path, body in asks(world, of_a_venue)
    }
    assert {asked: code for asked, code in answers.items() if code != 404} == {}
    assert len(answers) > 40
    assert everything(tenant_b) == before


def test_those_who_may_are_let_in(client_b, tenant_b, world):
    """Else the test above would pass on misspelt addresses."""
    token = token_of(client_b)
    wrong = []
    for method, path, body in asks(world):
        with use_tenant(tenant_b), transaction.atomic():
            answer = ask(client_b, method, path, body, token)
            transaction.set_rollback(True)
        if answer.status_code in {400, 401, 403, 404, 405} or answer.status_code >= 500:
            wrong.append(f"{method} {path} -> {answer.status_code} {answer.content[:200]!r}")
    assert wrong == []
