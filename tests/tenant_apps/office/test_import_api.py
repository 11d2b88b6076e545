"""An app brings a file in: once by its key, checked before it is run, at one's own venues only."""

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tenant_apps.catalog.facade import lookup_items
from tenant_apps.office.models import ImportJob
from tenant_apps.team.contracts import Role
from tenant_apps.venues.contracts import NewVenue
from tenant_apps.venues.facade import open_venue
from tenants.context import use_tenant
from tests.tenant_apps.office.test_imports import BROKEN, MENU
from tests.tenant_apps.staff import client_of

pytestmark = pytest.mark.django_db
IMPORTS = "/api/v1/imports/"
ORDERS = "order_number,date,time,item,quantity,price\r\n1,2026-03-14,19:42,Margherita,2,11.00\r\n"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def upload(client, text=MENU, *, key="k1", kind="menu", **more):
    file = SimpleUploadedFile("menu.csv", text.encode())
    return client.post(IMPORTS, {"kind": kind, "main": file, **more}, headers={"idempotency-key": key} if key else {})


def post(client, path, body=None):
    return client.post(f"{IMPORTS}{path}", data=json.dumps(body or {}), content_type="application/json")


@pytest.fixture
def owner(client_a, tenant_a, brera, staff):
    staff(client_a, tenant_a)
    return client_a


@pytest.fixture
def run(tasks_in_line, django_capture_on_commit_callbacks):
    """A request whose job the workers do at once."""

    def send(client, path, body=None):
        with django_capture_on_commit_callbacks(execute=True):
            return post(client, path, body)

    return send


def count(tenant):
    with use_tenant(tenant):
        return ImportJob.objects.count()


def test_a_menu_is_uploaded_checked_and_run(owner, tenant_a, run):
    made = upload(owner)
    assert made.status_code == 201, made.content
    job = made.json()
    assert (job["kind"], job["state"], job["main_name"], job["report"]) == ("menu", "uploaded", "menu.csv", None)
    [file] = owner.get(f"{IMPORTS}{job['id']}/columns/").json()
    assert (file["rows"], [column["name"] for column in file["columns"]]) == (2, ["Nome", "Prezzo", "Categoria"])
    assert next(one for one in file["fields"] if one["name"] == "price")["column"] == "Prezzo"
    checking = run(owner, f"{job['id']}/dry-run/", {"mapping": {"name": "Nome"}})
    assert (checking.status_code, checking.json()["mapping"]) == (202, {"name": "Nome"})
    checked = owner.get(f"{IMPORTS}{job['id']}/").json()
    assert (checked["state"], checked["report"]["dry_run"], checked["report"]["created"]["items"]) == (
        "checked",
        True,
        2,
    )
    with use_tenant(tenant_a):
        assert lookup_items(codes=["Margherita"]) == {}
    assert run(owner, f"{job['id']}/run/").status_code == 202
    assert run(owner, f"{job['id']}/run/").status_code == 409
    done = owner.get(f"{IMPORTS}{job['id']}/").json()
    assert (done["state"], done["report"]["dry_run"]) == ("done", False)
    with use_tenant(tenant_a):
        assert set(lookup_items(codes=["Margherita", "Marinara"])) == {"Margherita", "Marinara"}
    assert owner.get(f"{IMPORTS}{job['id']}/columns/").json()["code"] == "import_files_gone"


def test_problems_name_row_column_value_and_remedy(owner, tenant_a, run):
    job = upload(owner, BROKEN).json()["id"]
    run(owner, f"{job}/dry-run/")
    report = owner.get(f"{IMPORTS}{job}/").json()["report"]
    assert report["error_count"] == 2
    first = report["problems"][0]
    assert (first["row"], first["column"], first["value"]) == (2, "Prezzo", "otto")
    assert first["problem"]
    assert first["remedy"]
    assert run(owner, f"{job}/run/").status_code == 409
    file = owner.get(f"{IMPORTS}{job}/problems/")
    assert file["Content-Type"].startswith("text/csv")
    assert [row[1] for row in csv.reader(io.StringIO(file.content.decode("utf-8-sig")))][1:] == ["2", "3"]
    with use_tenant(tenant_a):
        assert lookup_items(codes=["Margherita"]) == {}


def test_the_key_is_needed_and_uploads_once(owner, tenant_a):
    assert upload(owner, key=None).json()["code"] == "idempotency_key_missing"
    first, second = upload(owner), upload(owner)
    assert (second.status_code, second.json()["id"]) == (201, first.json()["id"])
    other = upload(owner, BROKEN)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert count(tenant_a) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "recipes"}, "kind"),
        ({"kind": "orders"}, "venue"),
        ({"kind": "orders", "venue": "999999"}, "venue"),
        ({"kind": "orders", "venue": "x"}, "venue"),
        ({"main": "a text"}, "main"),
        ({"main": SimpleUploadedFile("empty.csv", b"")}, "main"),
    ],
)
def test_what_makes_no_sense_is_refused_by_field_and_nothing_is_kept(owner, tenant_a, change, field):
    answer = owner.post(
        IMPORTS,
        {"kind": "menu", "main": SimpleUploadedFile("menu.csv", MENU.encode())} | change,
        headers={"idempotency-key": "k1"},
    )
    assert answer.status_code == 400, answer.content
    assert field in answer.json()["fields"]
    assert count(tenant_a) == 0
    assert upload(owner).status_code == 201  # the key is still free


def test_a_mapping_that_cannot_be_is_refused_at_once(owner, tenant_a):
    job = upload(owner).json()["id"]
    for mapping, field in (
        ({"name": "Prezzi"}, "mapping.name"),
        ({"colour": "Nome"}, "mapping.colour"),
        ({"name": 1}, "mapping.name"),
        ([], "mapping"),
    ):
        answer = post(owner, f"{job}/dry-run/", {"mapping": mapping})
        assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])
    with use_tenant(tenant_a):
        assert ImportJob.objects.get().state == "uploaded"


def test_lists_are_cursor_pages(owner):
    made = [upload(owner, key=f"k{number}").json()["id"] for number in range(3)]
    first = owner.get(f"{IMPORTS}?page_size=2").json()
    second = owner.get(first["next"]).json()
    assert [one["id"] for one in [*first["results"], *second["results"]]] == made[::-1]
    assert second["next"] is None
    assert owner.get(f"{IMPORTS}?cursor=7").json()["fields"] == {"cursor": ["Send an id as you were given it."]}


def test_kinds_say_their_fields_and_give_an_example(owner):
    kinds = {kind["name"]: kind for kind in owner.get(f"{IMPORTS}kinds/").json()}
    assert kinds["orders"]["needs_venue"]
    assert {"name", "price"} <= {field["name"] for field in kinds["menu"]["fields"]}
    assert b"Margherita" in owner.get(f"{IMPORTS}kinds/menu/example/", headers={"accept": "text/csv"}).content
    assert owner.get(f"{IMPORTS}kinds/recipes/example/").status_code == 404


@pytest.mark.parametrize("role", ["cashier", "kitchen", "driver", None])
def test_who_may_not_import_changes_nothing(tenant_a, owner, role):
    job = upload(owner).json()["id"]
    client = client_of(tenant_a, Role(role)) if role else Client(headers={"host": tenant_a.primary_domain})
    expected = 403 if role else 401
    for path in ("", "kinds/", f"{job}/", f"{job}/columns/", f"{job}/problems/"):
        assert client.get(f"{IMPORTS}{path}").status_code == expected
    assert upload(client, key="k2").status_code == expected
    for path in (f"{job}/dry-run/", f"{job}/run/"):
        assert post(client, path).status_code == expected
    with use_tenant(tenant_a):
        assert ImportJob.objects.get().state == "uploaded"


def test_the_tenant_next_door_and_another_venue_s_manager_find_nothing(tenant_a, tenant_b, owner, brera):
    job = upload(owner, ORDERS, kind="orders", venue=str(brera.id)).json()["id"]
    with use_tenant(tenant_a):
        elsewhere = open_venue(new=NewVenue(name="Navigli"))
    for client in (client_of(tenant_a, Role.MANAGER, [elsewhere.id]), client_of(tenant_b, Role.OWNER)):
        assert client.get(IMPORTS).json()["results"] == []
        for path in ("", "columns/", "problems/"):
            assert client.get(f"{IMPORTS}{job}/{path}").status_code == 404
        for path in ("dry-run/", "run/"):
            assert post(client, f"{job}/{path}").status_code == 404
        answer = upload(client, ORDERS, key="k2", kind="orders", venue=str(brera.id))
        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["venue"])
    with use_tenant(tenant_a):
        assert ImportJob.objects.get().state == "uploaded"
    assert count(tenant_b) == 0
