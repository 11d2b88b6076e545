"""A file comes in, is matched, checked without writing, and taken for good, once."""

import csv
import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from shared_apps.audit.facade import list_entries
from tenant_apps.catalog.facade import lookup_items
from tenant_apps.office.models import ImportJob
from tenant_apps.office.selectors.import_kinds import KINDS
from tenant_apps.office.services.run_import import run_import
from tenants.context import use_tenant

MENU = "Nome;Prezzo;Categoria\r\nMargherita;8,50;Pizza\r\nMarinara;7,00;Pizza\r\n"
BROKEN = "Nome;Prezzo;Categoria\r\nMargherita;otto;Pizza\r\n;7,00;Pizza\r\n"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def sent(monkeypatch):
    """Jobs that were handed to the workers, instead of handing them over."""
    jobs = []

    class Sent:
        def __init__(self, name):
            self.name = name

        def apply_async(self, args):
            jobs.append((self.name, *args))

    monkeypatch.setattr("tenant_apps.office.services.begin_import.signature", Sent)
    return jobs


def upload(client, text=MENU, kind="menu", name="menu.csv", **extra):
    file = SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
    return client.post(f"/office/imports/new/{kind}/", {"main": file, **extra})


@pytest.fixture
def job(client_a, tenant_a, brera, staff, sent):
    """A menu, uploaded by the owner, its columns not matched yet."""
    staff(client_a, tenant_a)
    response = upload(client_a)
    assert response.status_code == 302
    with use_tenant(tenant_a):
        job = ImportJob.objects.get()
    assert response["Location"] == f"/office/imports/{job.pk}/columns/"
    return job


def check(client, tenant, job, capture, **mapping):
    with capture(execute=True):
        response = client.post(
            f"/office/imports/{job.pk}/columns/", {f"map.{name}": to for name, to in mapping.items()}
        )
    assert response.status_code == 302
    with use_tenant(tenant):
        run_import(job_id=job.pk, dry_run=True)
        job.refresh_from_db()


def test_columns_are_guessed_and_shown_with_samples(client_a, job):
    page = client_a.get(f"/office/imports/{job.pk}/columns/").content.decode()
    assert '<option value="Nome" data-samples="Margherita · Marinara" selected>' in page
    assert '<option value="Prezzo" data-samples="8,50 · 7,00" selected>' in page
    assert "2 rows" in page


@pytest.mark.parametrize(("kind", "other"), [("menu", "orders"), ("orders", "menu")])
def test_a_file_in_the_wrong_place_is_sent_to_the_right_one(
    client_a, tenant_a, brera, staff, sent, kind, other, django_capture_on_commit_callbacks
):
    staff(client_a, tenant_a)
    rows = {name: "\n".join(",".join(row) for row in found.example) for name, found in KINDS.items()}
    upload(client_a, rows[other], kind=kind, venue=brera.id)
    upload(client_a, rows[kind], kind=kind, venue=brera.id)
    with use_tenant(tenant_a):
        wrong, right = ImportJob.objects.order_by("pk")
    link = f'<a href="/office/imports/new/{other}/">Upload it there</a>'
    assert link in client_a.get(f"/office/imports/{wrong.pk}/columns/").content.decode()
    assert link not in client_a.get(f"/office/imports/{right.pk}/columns/").content.decode()
    if kind == "orders":
        check(client_a, tenant_a, wrong, django_capture_on_commit_callbacks)
        assert wrong.problem["code"] == "columns_unmatched"
        assert link in client_a.get(f"/office/imports/{wrong.pk}/").content.decode()


def test_a_menu_is_checked_then_imported_once(client_a, tenant_a, job, sent, django_capture_on_commit_callbacks):
    check(client_a, tenant_a, job, django_capture_on_commit_callbacks)
    assert job.state == "checked"
    assert sent == [("tenant_apps.office.tasks.run_import_job", str(job.pk), True, "en")]
    with use_tenant(tenant_a):
        assert lookup_items(codes=["Margherita"]) == {}  # a dry run writes nothing
    page = client_a.get(f"/office/imports/{job.pk}/").content.decode()
    assert "The file is good." in page
    with django_capture_on_commit_callbacks(execute=True):
        assert client_a.post(f"/office/imports/{job.pk}/run/").status_code == 302
        assert client_a.post(f"/office/imports/{job.pk}/run/").status_code == 409  # the second click
    assert [entry[2] for entry in sent] == [True, False]
    with use_tenant(tenant_a):
        kept = ImportJob.objects.get().main_file.name
        assert default_storage.exists(kept)
        run_import(job_id=job.pk, dry_run=False)
        run_import(job_id=job.pk, dry_run=False)  # delivered twice
        job.refresh_from_db()
        assert job.state == "done"
        assert job.report["created"]["items"] == 2
        assert set(lookup_items(codes=["Margherita", "Marinara"])) == {"Margherita", "Marinara"}
        assert not default_storage.exists(kept)
        [entry] = list_entries(action="imports.")
        assert entry.actor_label == "owner@example.com"
    assert "Imported." in client_a.get(f"/office/imports/{job.pk}/").content.decode()


def test_problems_name_row_column_and_remedy_and_nothing_is_written(
    client_a, tenant_a, brera, staff, sent, django_capture_on_commit_callbacks
):
    staff(client_a, tenant_a)
    upload(client_a, BROKEN)
    with use_tenant(tenant_a):
        job = ImportJob.objects.get()
    check(client_a, tenant_a, job, django_capture_on_commit_callbacks)
    page = client_a.get(f"/office/imports/{job.pk}/").content.decode()
    assert "rows can't be taken" in page
    assert "otto" in page
    assert client_a.post(f"/office/imports/{job.pk}/run/").status_code == 409
    with use_tenant(tenant_a):
        assert lookup_items(codes=["Margherita"]) == {}
    listing = client_a.get(f"/office/imports/{job.pk}/problems/")
    rows = list(csv.reader(io.StringIO(listing.content.decode("utf-8-sig"))))
    assert rows[0] == ["File", "Row", "Column", "Value", "Kind", "Problem", "Remedy"]
    assert {row[1] for row in rows[1:]} == {"2", "3"}
    assert all(row[5] and row[6] for row in rows[1:])


def test_a_column_that_cannot_be_is_a_problem_not_a_crash(client_a, tenant_a, job, django_capture_on_commit_callbacks):
    check(client_a, tenant_a, job, django_capture_on_commit_callbacks, name="Prezzi", price="Prezzo")
    assert job.state == "failed"
    assert "Prezzi" in client_a.get(f"/office/imports/{job.pk}/").content.decode()
    check(client_a, tenant_a, job, django_capture_on_commit_callbacks, name="Nome")
    assert job.state == "checked"


LOST_QUOTE = b'name,price\n"A,1\n' + b"B,2\n" * 50_000


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0\0", b"", b"   \n", LOST_QUOTE])
def test_what_is_no_table_is_refused_in_words(client_a, tenant_a, brera, staff, sent, content):
    staff(client_a, tenant_a)
    response = upload(client_a, content or b"\n", name="photo.png")
    page = client_a.get(response["Location"]) if response.status_code == 302 else response
    assert page.status_code == 422
    assert any(word in page.content.decode() for word in ("Save as", "empty", "never closed"))


def test_uploads_are_not_served(client_a, tenant_a, job):
    with use_tenant(tenant_a):
        name = job.main_file.name
        assert default_storage.exists(name)
    assert client_a.get(f"/media/{name}").status_code == 404
    assert client_a.get(f"/media/x/../{name}").status_code == 404


def test_another_tenant_does_not_see_it(client_b, tenant_b, job, staff):
    staff(client_b, tenant_b)
    for path in ("", "columns/", "problems/"):
        assert client_b.get(f"/office/imports/{job.pk}/{path}").status_code == 404
    assert client_b.post(f"/office/imports/{job.pk}/run/").status_code == 404
    with use_tenant(tenant_b):
        assert ImportJob.objects.count() == 0


@pytest.mark.parametrize("role", ["cashier", "kitchen", "driver"])
def test_who_may_not_import_changes_nothing(client_a, tenant_a, job, staff, role):
    staff(client_a, tenant_a, role)
    assert client_a.get("/office/imports/").status_code == 403
    assert upload(client_a).status_code == 403
    assert client_a.post(f"/office/imports/{job.pk}/columns/", {}).status_code == 403
    assert client_a.post(f"/office/imports/{job.pk}/run/").status_code == 403
    with use_tenant(tenant_a):
        assert ImportJob.objects.get().state == "uploaded"


@pytest.mark.parametrize("kind", ["menu", "orders"])
def test_the_example_can_be_imported_as_it_is(
    client_a, tenant_a, brera, staff, sent, django_capture_on_commit_callbacks, kind
):
    staff(client_a, tenant_a)
    with use_tenant(tenant_a):
        menu = client_a.get("/office/imports/example/menu/").content
    files = {"menu": menu, "orders": client_a.get("/office/imports/example/orders/").content}
    for one in ("menu",) if kind == "menu" else ("menu", "orders"):
        extra = {"venue": str(brera.id)} if one == "orders" else {}
        assert upload(client_a, files[one], one, **extra).status_code == 302
        with use_tenant(tenant_a):
            job = ImportJob.objects.get(kind=one)
        check(client_a, tenant_a, job, django_capture_on_commit_callbacks)
        assert job.state == "checked", job.problem
        assert job.report["error_count"] == 0, job.report["problems"]
        client_a.post(f"/office/imports/{job.pk}/run/")
        with use_tenant(tenant_a):
            run_import(job_id=job.pk, dry_run=False)
            job.refresh_from_db()
        assert job.state == "done"
    made = job.report["created"]
    assert made["items"] == 2 if kind == "menu" else made["orders"] == 1


def test_orders_need_a_venue_one_may_see(client_a, tenant_a, brera, staff, sent):
    staff(client_a, tenant_a)
    assert upload(client_a, "a;b\n1;2\n", "orders").status_code == 422
    assert upload(client_a, "a;b\n1;2\n", "orders", venue="999999").status_code == 422
    with use_tenant(tenant_a):
        assert ImportJob.objects.count() == 0
