from uuid import UUID

from celery import shared_task
from django.utils import translation

from tenant_apps.office.services.run_import import run_import
from tenant_apps.office.services.sweep_imports import sweep_imports


@shared_task(queue="slow")
def run_import_job(job_id: str, dry_run: bool, language: str) -> None:
    with translation.override(language):
        run_import(job_id=UUID(job_id), dry_run=dry_run)


@shared_task(name="office.sweep_imports")
def sweep_stale_imports() -> int:
    return sweep_imports()
