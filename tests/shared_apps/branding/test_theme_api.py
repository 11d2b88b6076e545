"""Looks changed through the API, by those who may, for their own tenant."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image

from shared_apps.branding.facade import get_theme
from tenant_apps.team.contracts import Role
from tests.tenant_apps.staff import client_of

pytestmark = pytest.mark.django_db
THEME = "/api/v1/theme/"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def patch(client, body):
    return client.patch(THEME, json.dumps(body), content_type="application/json")


def put_logo(client, data):
    form = encode_multipart(BOUNDARY, {"logo": SimpleUploadedFile("logo.png", data)})
    return client.put(f"{THEME}logo/", form, content_type=MULTIPART_CONTENT)


def png():
    out = io.BytesIO()
    Image.new("RGB", (200, 100), "#b3261e").save(out, "PNG")
    return out.getvalue()


def test_looks_change_in_part(tenant_a):
    manager = client_of(tenant_a, Role.MANAGER)
    before = manager.get(THEME).json()
    after = patch(manager, {"brand": "#B3261E", "mode": "dark"}).json()
    assert after["version"] != before["version"]
    assert after | {"version": ""} == before | {"brand": "#b3261e", "mode": "dark", "version": ""}
    assert get_theme(tenant_id=tenant_a.id).brand == "#b3261e"


def test_a_logo_comes_and_goes(tenant_a):
    manager = client_of(tenant_a, Role.MANAGER)
    with_logo = put_logo(manager, png()).json()
    assert (with_logo["logo_width"], with_logo["logo_height"]) == (256, 128)
    assert with_logo["logo_url"]
    assert manager.delete(f"{THEME}logo/").status_code == 204
    assert manager.get(THEME).json()["logo_url"] == ""


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"brand": "red"}, "brand"),
        ({"brand": None}, "brand"),
        ({"family": "comic-sans"}, "family"),
        ({"mode": "neon"}, "mode"),
        ({"logo_url": "x"}, "logo_url"),
    ],
)
def test_what_makes_no_sense_is_refused_by_field(tenant_a, body, field):
    before = get_theme(tenant_id=tenant_a.id)
    manager = client_of(tenant_a, Role.MANAGER)
    answer = patch(manager, body)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])
    refused = put_logo(manager, b"no picture at all")
    assert (refused.status_code, list(refused.json()["fields"])) == (400, ["logo"])
    assert get_theme(tenant_id=tenant_a.id) == before


@pytest.mark.parametrize("role", [Role.CASHIER, Role.KITCHEN, Role.DRIVER, None])
def test_who_may_not_changes_nothing_and_neighbours_only_their_own(tenant_a, tenant_b, role):
    before = get_theme(tenant_id=tenant_a.id)
    client = client_of(tenant_a, role) if role else Client(headers={"host": tenant_a.primary_domain})
    expected = 403 if role else 401
    assert client.get(THEME).status_code == expected
    assert patch(client, {"mode": "dark"}).status_code == expected
    assert put_logo(client, png()).status_code == expected
    assert client.delete(f"{THEME}logo/").status_code == expected
    assert patch(client_of(tenant_b, Role.OWNER), {"mode": "dark"}).status_code == 200
    assert get_theme(tenant_id=tenant_a.id) == before
