"""No import hangs: it is done, or it has failed with a remedy; and nobody meddles with another venue's."""

from datetime import timedelta

import pytest
from kombu.exceptions import OperationalError

from comanda.kernel.clock import now
from tenant_apps.office.models import ImportJob
from tenant_apps.office.services.run_import import run_import
from tenant_apps.office.services.sweep_imports import GIVE_UP, SILENT, sweep_imports
from tenant_apps.venues.contracts import NewVenue
from tenant_apps.venues.facade import open_venue
from tenants.context import use_tenant
from tests.tenant_apps.office.test_imports import check, job, sent, upload  # noqa: F401 - fixtures

ORDERS = "order_number;date;time;item;quantity;price\n1;2026-03-14;19:42;Margherita;1;8\n"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def begin(client, job, capture):  # noqa: F811
    with capture(execute=True):
        assert client.post(f"/office/imports/{job.pk}/columns/", {}).status_code == 302


def test_what_breaks_on_the_way_is_a_failure_with_a_remedy(
    client_a,
    tenant_a,
    job,  # noqa: F811
    sent,  # noqa: F811
    caplog,
    django_capture_on_commit_callbacks,
):
    begin(client_a, job, django_capture_on_commit_callbacks)
    with use_tenant(tenant_a):
        job.main_file.storage.delete(job.main_file.name)
        run_import(job_id=job.pk, dry_run=True)
        job.refresh_from_db()
    assert (job.state, job.problem["code"]) == ("failed", "import_broke")
    assert [record.levelname for record in caplog.records if "broke" in record.getMessage()] == ["ERROR"]
    page = client_a.get(f"/office/imports/{job.pk}/").content.decode()
    assert "Nothing of it was written" in page
    assert "hx-trigger" not in page.split('id="job"')[1].split(">")[0]


def test_without_a_broker_the_page_answers_and_the_sweep_sends_it_again(
    client_a,
    tenant_a,
    job,  # noqa: F811
    sent,  # noqa: F811
    monkeypatch,
    django_capture_on_commit_callbacks,
):
    class Away:
        def __init__(self, name):
            pass

        def apply_async(self, args):
            raise OperationalError("no broker")

    with monkeypatch.context() as patch:
        patch.setattr("tenant_apps.office.services.begin_import.signature", Away)
        begin(client_a, job, django_capture_on_commit_callbacks)
    with use_tenant(tenant_a):
        assert ImportJob.objects.get().state == "checking"
        with django_capture_on_commit_callbacks(execute=True):
            assert sweep_imports() == 0  # too early
        ImportJob.objects.update(asked_at=now() - SILENT - timedelta(seconds=1))
        with django_capture_on_commit_callbacks(execute=True):
            assert sweep_imports() == 1
        assert sent == [("tenant_apps.office.tasks.run_import_job", str(job.pk), True, "en")]
        run_import(job_id=job.pk, dry_run=True)
        assert ImportJob.objects.get().state == "checked"
        assert sweep_imports() == 0


def test_an_import_nobody_takes_is_given_up(
    client_a,
    tenant_a,
    job,  # noqa: F811
    sent,  # noqa: F811
    django_capture_on_commit_callbacks,
):
    begin(client_a, job, django_capture_on_commit_callbacks)
    with use_tenant(tenant_a):
        ImportJob.objects.update(asked_at=now() - GIVE_UP - timedelta(seconds=1))
        assert sweep_imports() == 1
        kept = ImportJob.objects.get()
        assert (kept.state, kept.problem["code"]) == ("failed", "import_broke")
        run_import(job_id=job.pk, dry_run=True)  # the message comes at last
        assert ImportJob.objects.get().state == "failed"


def test_a_manager_of_one_venue_neither_sees_nor_runs_anothers_import(
    client_a,
    tenant_a,
    brera,
    staff,
    sent,  # noqa: F811
    django_capture_on_commit_callbacks,
):
    with use_tenant(tenant_a):
        other = open_venue(new=NewVenue(name="Navigli", city="Milano"))
    staff(client_a, tenant_a)
    assert upload(client_a, ORDERS, "orders", "theirs.csv", venue=str(other.id)).status_code == 302
    assert upload(client_a, ORDERS, "orders", "ours.csv", venue=str(brera.id)).status_code == 302
    with use_tenant(tenant_a):
        theirs, ours = (ImportJob.objects.get(main_name=name) for name in ("theirs.csv", "ours.csv"))
    check(client_a, tenant_a, theirs, django_capture_on_commit_callbacks)
    assert theirs.state == "checked"
    with use_tenant(tenant_a):
        before = list(ImportJob.objects.order_by("pk").values())
    staff(client_a, tenant_a, "manager", venue_ids=[brera.id])
    listed = client_a.get("/office/imports/").content.decode()
    assert "ours.csv" in listed
    assert "theirs.csv" not in listed
    for page in ("", "columns/", "problems/"):
        assert client_a.get(f"/office/imports/{theirs.pk}/{page}").status_code == 404
    assert client_a.post(f"/office/imports/{theirs.pk}/columns/", {"map.item": ""}).status_code == 404
    assert client_a.post(f"/office/imports/{theirs.pk}/run/").status_code == 404
    assert client_a.get(f"/office/imports/{ours.pk}/columns/").status_code == 200
    with use_tenant(tenant_a):
        assert list(ImportJob.objects.order_by("pk").values()) == before
