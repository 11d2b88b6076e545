"""Without a network a tenant's guests see the tenant's own page, and the worker keeps nothing but that page's files."""

import json
import re

import pytest
from django.test import Client

from shared_apps.branding.facade import save_theme
from tenants.context import TenantRef, use_tenant


def store(client: Client) -> str:
    return re.findall(r'const STORE = "([^"]+)"', client.get("/sw.js").content.decode())[0]


def files(client: Client) -> list[str]:
    found: list[str] = json.loads(re.findall(r"const FILES = (\[.*\]);", client.get("/sw.js").content.decode())[0])
    return found


def test_the_page_is_the_tenants_and_nobodys_in_particular(client_a: Client, client_b: Client, tenant_a, tenant_b):
    for client, own, other in ((client_a, tenant_a, tenant_b), (client_b, tenant_b, tenant_a)):
        response = client.get("/offline/")
        page = response.content.decode()
        assert own.name in page
        assert other.name not in page
        assert "csrfmiddlewaretoken" not in page
        assert not client.cookies, "no session, no token"
        assert response["X-Robots-Tag"] == "noindex"


def test_the_worker_keeps_files_and_no_page_of_anybody(client_a: Client) -> None:
    kept = files(client_a)
    assert kept[0] == "/offline/"
    assert any(file.startswith("/theme.css?v=") for file in kept)
    assert any("front/storefront" in file for file in kept)
    assert all(file == "/offline/" or file.startswith(("/static/", "/theme")) for file in kept)
    script = client_a.get("/sw.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert script["Cache-Control"] == "no-cache"
    assert ".put(" not in script.content.decode(), "what a visit brings is never kept"


def test_every_kept_file_is_there(client_a: Client) -> None:
    for file in files(client_a):
        if not file.startswith("/static/"):
            assert client_a.get(file).status_code == 200, file


def test_each_tenant_has_a_store_of_its_own_and_a_new_look_a_new_one(
    client_a: Client, client_b: Client, tenant_a: TenantRef
) -> None:
    before = store(client_a)
    assert before.startswith(f"{tenant_a.schema}-")
    assert store(client_b) != before
    with use_tenant(tenant_a):
        save_theme(tenant_id=tenant_a.id, brand="#123456", accent="#f2b33d")
    assert store(client_a) != before
    assert store(client_a) == store(client_a)


@pytest.mark.parametrize("address", ["/offline/", "/sw.js"])
def test_the_platform_has_none(platform_client: Client, address: str) -> None:
    assert platform_client.get(address).status_code == 404
