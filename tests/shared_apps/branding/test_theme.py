"""Looks of two tenants: saved, served, cached, and never each other's."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from shared_apps.accounts.facade import create_user
from shared_apps.branding.facade import get_theme, save_theme
from shared_apps.branding.models import Theme
from tenant_apps.team.facade import appoint_owner
from tenants.context import TenantRef, use_tenant

RED = {"brand": "#b3261e", "accent": "#f2b33d", "family": "figtree", "corner": "soft", "mode": "auto"}


def picture(kind: str = "PNG", size: tuple[int, int] = (400, 200)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#b3261e").save(out, format=kind)
    return out.getvalue()


def sign_in_owner(client: Client, tenant: TenantRef) -> None:
    with use_tenant(tenant):
        user_id = create_user(
            email="owner@example.com", password="a-long-enough-password", name="Olivia", verified=True
        )
        appoint_owner(user_id=user_id, name="Olivia")
    client.post("/account/login/", {"login": "owner@example.com", "password": "a-long-enough-password"})


@pytest.fixture
def owner_a(client_a: Client, tenant_a: TenantRef) -> Client:
    sign_in_owner(client_a, tenant_a)
    return client_a


def test_a_tenant_that_chose_nothing_has_the_products_own_look(as_tenant_a: TenantRef) -> None:
    theme = get_theme(as_tenant_a.id)
    assert theme.brand == "#0f6b4f"
    assert theme.logo_url == ""
    with CaptureQueriesContext(connections["control"]) as capture:
        assert get_theme(as_tenant_a.id) is theme
    assert capture.captured_queries == []


def test_each_host_serves_its_own_look(
    client_a: Client, client_b: Client, platform_client: Client, tenant_a: TenantRef, tenant_b: TenantRef
) -> None:
    for _round in range(2):
        save_theme(tenant_id=tenant_a.id, brand="#b3261e", accent="#f2b33d", corner="sharp")
        save_theme(tenant_id=tenant_b.id, brand="#1d5fd1", accent="#f2b33d")
        css_a, css_b = client_a.get("/theme.css").content, client_b.get("/theme.css").content
        assert b"--c-brand:#b3261e" in css_a
        assert b"--c-brand:#1d5fd1" in css_b
        assert b"#1d5fd1" not in css_a
    assert platform_client.get("/theme.css").status_code == 404


def test_browsers_keep_the_version_they_asked_for(client_a: Client, tenant_a: TenantRef) -> None:
    with use_tenant(tenant_a):
        version = get_theme(tenant_a.id).version
    assert "immutable" in client_a.get(f"/theme.css?v={version}")["Cache-Control"]
    assert "immutable" not in client_a.get("/theme.css?v=other")["Cache-Control"]


def test_the_owner_changes_it_and_the_next_page_has_it(owner_a: Client, tenant_a: TenantRef) -> None:
    page = owner_a.get("/office/theme/")
    assert page.status_code == 200
    assert b"data-theme-preview" in page.content
    response = owner_a.post("/office/theme/", RED)
    assert response.status_code == 302
    assert b"--c-brand:#b3261e" in owner_a.get("/theme.css").content
    with use_tenant(tenant_a):
        assert get_theme(tenant_a.id).brand == "#b3261e"


@pytest.mark.parametrize("colour", ["red", "#12", "#b3261e;}body{display:none}", ""])
def test_what_is_no_colour_changes_nothing(owner_a: Client, colour: str) -> None:
    response = owner_a.post("/office/theme/", {**RED, "brand": colour})
    assert response.status_code == 422
    assert not Theme.objects.exists()


def test_strangers_and_other_tenants_staff_may_not(
    owner_a: Client, client_b: Client, tenant_a: TenantRef, tenant_b: TenantRef
) -> None:
    assert client_b.post("/office/theme/", RED).status_code == 302
    client_b.cookies["sessionid"] = owner_a.cookies["sessionid"].value
    assert client_b.post("/office/theme/", RED).status_code == 302
    assert not Theme.objects.filter(tenant_id=tenant_b.id).exists()


def test_a_logo_is_redrawn_and_served_by_its_own_host_alone(
    owner_a: Client, client_b: Client, tenant_a: TenantRef
) -> None:
    hidden = picture() + b"<script>alert(1)</script>"
    owner_a.post("/office/theme/", {**RED, "logo": SimpleUploadedFile("logo.png", hidden, "image/png")})
    with use_tenant(tenant_a):
        theme = get_theme(tenant_a.id)
    assert (theme.logo_width, theme.logo_height) == (256, 128)
    served = owner_a.get(theme.logo_url)
    body = b"".join(served.streaming_content)  # type: ignore[attr-defined]
    assert served["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(body)).format == "WEBP"
    assert b"script" not in body
    assert client_b.get(theme.logo_url).status_code == 404
    owner_a.post("/office/theme/", {**RED, "remove_logo": "on"})
    assert owner_a.get("/theme/logo.webp").status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "no picture"),
        (b"GIF89a" + b"\0" * 40, "no picture"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "no picture"),
        (b"\0" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
        (picture(size=(6000, 5000)), "too many pixels"),
    ],
)
def test_a_logo_is_judged_by_its_content(owner_a: Client, content: bytes, words: str) -> None:
    response = owner_a.post("/office/theme/", {**RED, "logo": SimpleUploadedFile("logo.png", content, "image/png")})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Theme.objects.exists()


def test_palettes_for_previews(platform_client: Client) -> None:
    answer = platform_client.get("/theme/palette.json?brand=%23b3261e&accent=f2b33d")
    assert answer.json()["light"]["brand"] == "#b3261e"
    assert platform_client.get("/theme/palette.json?brand=red").status_code == 400


@pytest.mark.parametrize(
    ("way", "target"),
    [
        ({"QUERY_STRING": "next=/v/centro/"}, "/v/centro/"),
        ({"QUERY_STRING": "next=https://evil.example/"}, "/"),
        ({"QUERY_STRING": "next=//evil.example/"}, "/"),
        ({"HTTP_REFERER": "https://evil.example/x"}, "/"),
        ({}, "/"),
    ],
)
def test_choosing_a_language_stays_on_the_host(client_a: Client, way: dict[str, str], target: str) -> None:
    response = client_a.get("/language/it/", **way)
    assert response["Location"] == target
    assert response.cookies["django_language"].value == "it"
    assert client_a.get("/language/xx/").status_code == 404


def test_the_design_page_shows_on_both_hosts(client_a: Client, platform_client: Client) -> None:
    for client in (client_a, platform_client):
        page = client.get("/design/")
        assert page.status_code == 200
        assert b"style=" not in page.content


def test_each_tenant_installs_under_its_own_name_and_sign(
    client_a: Client, client_b: Client, platform_client: Client, tenant_a: TenantRef
) -> None:
    save_theme(tenant_id=tenant_a.id, brand="#b3261e", accent="#f2b33d")
    manifest = client_a.get("/manifest.webmanifest").json()
    assert manifest["name"] == "Alfa"
    assert manifest["theme_color"] == "#b3261e"
    assert client_b.get("/manifest.webmanifest").json()["name"] == "Bravo"
    for entry in manifest["icons"]:
        drawn = client_a.get(entry["src"])
        assert "immutable" in drawn["Cache-Control"]
        picture_drawn = Image.open(io.BytesIO(drawn.content))
        assert f"{picture_drawn.width}x{picture_drawn.height}" == entry["sizes"]
        assert picture_drawn.convert("RGB").getpixel((1, 1)) == (0xB3, 0x26, 0x1E)
    assert client_a.get("/theme/icon-4000.png").status_code == 404
    for address in ("/manifest.webmanifest", "/theme/icon-192.png"):
        assert platform_client.get(address).status_code == 404


def test_a_logo_becomes_the_icon(owner_a: Client, tenant_a: TenantRef) -> None:
    owner_a.post("/office/theme/", {**RED, "logo": SimpleUploadedFile("logo.png", picture(), "image/png")})
    drawn = Image.open(io.BytesIO(owner_a.get("/theme/icon-192.png").content)).convert("RGB")
    assert drawn.getpixel((2, 2)) == (255, 255, 255)
    red, green, _blue = drawn.getpixel((96, 96))
    assert red > 150 > green
