"""The Host header decides, and nothing else."""

import json

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.core.handlers.asgi import ASGIHandler
from django.db import connections

from tenants.context import find_tenant, use_platform, use_tenant
from tenants.facade import add_domain, resume_tenant, suspend_tenant, verify_domain
from tenants.resolution import Place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("telling_urls")]


def test_each_host_is_its_tenant(client_a, client_b, platform_client, tenant_a, tenant_b):
    for client, schema in ((client_a, tenant_a.schema), (client_b, tenant_b.schema), (platform_client, "public")):
        answer = client.get("/whoami/").json()
        assert answer["context"] == answer["database"] == schema
    assert find_tenant() is None


def test_spelling_and_port_of_the_host_do_not_matter(client, tenant_a):
    for host in ("alfa.localhost:8123", "ALFA.localhost", "alfa.localhost.", "alfa.localhost.:80"):
        assert client.get("/whoami/", headers={"host": host}).json()["slug"] == "alfa"


@pytest.mark.parametrize(
    "host",
    ["", "nobody.localhost", "alfa", "alfa.localhost.evil.com", "evil.com", "127.0.0.1", "[::1]:80",
     "alfa.localhost@evil", "a" * 300, "alfa..localhost", "-alfa.localhost", "alfa.localhost/../x", "b.alfa.localhost",
     "xn--alf-5na.localhost"],
)  # fmt: skip
def test_an_unknown_host_is_a_plain_404(client, host):
    answer = client.get("/whoami/", headers={"host": host})
    assert answer.status_code == 404
    assert b"No restaurant at this address" in answer.content


def test_an_unknown_host_is_told_in_the_readers_language(client):
    answer = client.get("/whoami/", headers={"host": "nobody.localhost", "accept-language": "it"})
    assert "Nessun ristorante a questo indirizzo" in answer.content.decode()
    assert client.get("/whoami/", headers={"host": "nobody.localhost"}).headers.get("Set-Cookie") is None


def test_forwarded_hosts_are_a_strangers_word(client_a, client, tenant_a):
    spoofed = {"x-forwarded-host": "bravo.localhost", "forwarded": "host=bravo.localhost", "x-host": "bravo.localhost"}
    assert client_a.get("/whoami/", headers=spoofed).json()["slug"] == "alfa"
    assert client.get("/whoami/", headers={"host": "evil.com", **spoofed}).status_code == 404


def test_an_own_domain_serves_once_it_is_verified(client, tenant_a):
    domain = add_domain(tenant_id=tenant_a.id, host="WWW.Alfa-Pizza.it")
    headers = {"host": "www.alfa-pizza.it"}
    assert client.get("/whoami/", headers=headers).status_code == 404
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda run, **_: run())
        verify_domain(domain_id=domain.id, proven=True)
        assert client.get("/whoami/", headers=headers).json()["slug"] == "alfa"
        verify_domain(domain_id=domain.id, proven=False)
        assert client.get("/whoami/", headers=headers).status_code == 404


def test_a_suspended_tenant_says_so_and_comes_back(client_a, client_b, tenant_a, django_capture_on_commit_callbacks):
    assert client_a.get("/whoami/").status_code == 200
    with django_capture_on_commit_callbacks(using="control", execute=True):
        suspend_tenant(tenant_id=tenant_a.id)
    answer = client_a.get("/whoami/")
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "Alfa" in answer.content.decode()
    assert client_b.get("/whoami/").status_code == 200
    with django_capture_on_commit_callbacks(using="control", execute=True):
        resume_tenant(tenant_id=tenant_a.id)
    assert client_a.get("/whoami/").status_code == 200


def test_a_known_host_costs_no_query(client_a, django_assert_num_queries, as_tenant_a):
    client_a.get("/empty/")
    with django_assert_num_queries(0), django_assert_num_queries(0, using="control"):
        client_a.get("/empty/")


def test_an_unknown_host_is_asked_for_once(client, django_assert_num_queries):
    client.get("/empty/", headers={"host": "scan.localhost"})
    with django_assert_num_queries(0, using="control"):
        for _ in range(5):
            client.get("/empty/", headers={"host": "scan.localhost"})


def test_streams_are_produced_in_their_tenant(client_a, client_b, tenant_a, tenant_b):
    first, second = client_a.get("/stream/"), client_b.get("/stream/")
    with use_platform():
        mixed = [b"".join(pair) for pair in zip(first.streaming_content, second.streaming_content, strict=True)]
    assert mixed[0] == f"{tenant_a.schema}{tenant_b.schema}".encode()
    assert len(mixed) == 6


def test_a_thread_serves_who_it_is_told_or_nobody(client_a, tenant_a):
    assert client_a.get("/thread/").json() == {"bare": "refused", "told": tenant_a.schema}


@pytest.mark.django_db(transaction=True)
async def test_async_views_tasks_and_streams_keep_their_tenant(tenant_a, tenant_b, monkeypatch):
    for alias in connections.settings.values():  # every request has a thread of its own, which ends with it
        monkeypatch.setitem(alias, "CONN_MAX_AGE", 0)
    server = ASGIHandler()
    for ref in (tenant_a, tenant_b):
        status, body = await ask(server, ref.primary_domain, "/awhoami/")
        answer = json.loads(body)
        assert status == 200
        assert answer["context"] == answer["database"] == ref.schema
        assert json.loads((await ask(server, ref.primary_domain, "/agather/"))[1]) == {"seen": [ref.schema]}
        assert (await ask(server, ref.primary_domain, "/astream/"))[1].decode() == f"{ref.schema}," * 3
    assert (await ask(server, "nobody.localhost", "/awhoami/"))[0] == 404
    await sync_to_async(connections.close_all)()


async def ask(server: ASGIHandler, host: str, path: str) -> tuple[int, bytes]:
    """As a real ASGI server would: Django's asynchronous test client insists on a host of its own."""
    request = ApplicationCommunicator(
        server,
        {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": [(b"host", host.encode())]},
    )
    await request.send_input({"type": "http.request"})
    start = await request.receive_output(10)
    body = b""
    while True:
        part = await request.receive_output(10)
        body += part.get("body", b"")
        if not part.get("more_body"):
            break
    await request.wait(10)
    return start["status"], body


def test_the_cache_is_each_tenants_own(client_a, client_b, platform_client):
    for client in (client_a, client_b, platform_client):
        assert client.get("/remember/").json()["before"] is None
    assert client_b.get("/remember/").json() == {"before": "bravo", "after": "bravo"}


def test_media_come_from_the_hosts_own_folder(client_a, client_b, tenant_a, tenant_b, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for ref in (tenant_a, tenant_b):
        folder = tmp_path / ref.schema
        folder.mkdir()
        (folder / "menu.txt").write_text(ref.slug)
    (tmp_path / tenant_b.schema / "secret.html").write_text("<script>")
    answer = client_a.get("/media/menu.txt")
    assert b"".join(answer.streaming_content) == b"alfa"
    page = client_b.get("/media/secret.html")
    assert page["Content-Disposition"].startswith("attachment")
    assert page["X-Content-Type-Options"] == "nosniff"
    assert b"".join(page.streaming_content) == b"<script>"
    ways_out = [
        "secret.html", f"../{tenant_b.schema}/secret.html", f"..%2f{tenant_b.schema}%2fsecret.html", "/etc/passwd",
        f"{tenant_b.schema}/secret.html", f"x/../../{tenant_b.schema}/secret.html", "%2e%2e/%2e%2e/etc/passwd", "",
    ]  # fmt: skip
    for path in ways_out:
        assert client_a.get(f"/media/{path}").status_code == 404, path


def test_the_context_of_a_test_is_not_the_requests(client_b, as_tenant_a, tenant_b):
    assert client_b.get("/whoami/").json()["database"] == tenant_b.schema
    with use_tenant(tenant_b):
        assert client_b.get("/whoami/").json()["database"] == tenant_b.schema


def test_who_speaks_to_the_api_gets_problems_and_no_pages(
    client, client_a, client_b, tenant_a, django_capture_on_commit_callbacks
):
    def problem(answer, status, code):
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), answer.content
        assert (answer.json()["status"], answer.json()["code"]) == (status, code)

    problem(client.get("/api/v1/venues/", headers={"host": "nobody.localhost"}), 404, "not_found")
    with django_capture_on_commit_callbacks(using="control", execute=True):
        suspend_tenant(tenant_id=tenant_a.id)
    suspended = client_a.get("/api/v1/venues/")
    problem(suspended, 503, "out_of_service")
    assert suspended["Retry-After"] == "3600"
    with django_capture_on_commit_callbacks(using="control", execute=True):
        resume_tenant(tenant_id=tenant_a.id)
    with pytest.MonkeyPatch.context() as patch:
        frozen = Place(ref=tenant_a, served=False, expires=0.0, frozen=True)
        patch.setattr("tenants.middleware.find_place", lambda request: frozen)
        moving = client_a.get("/api/v1/venues/")
    problem(moving, 503, "out_of_service")
    assert moving["Retry-After"] == "1"
    assert client_b.get("/whoami/").status_code == 200
