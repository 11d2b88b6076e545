"""Imports nobody works at: asked of the workers again, and given up where that does not help."""

from datetime import timedelta

from comanda.kernel.clock import now
from tenant_apps.office.errors import ImportBrokeError
from tenant_apps.office.models import ImportJob
from tenant_apps.office.selectors.import_jobs import is_alive
from tenant_apps.office.services.begin_import import send_import

SILENT = timedelta(minutes=5)
GIVE_UP = timedelta(minutes=45)
"""Longer than any task may run, twice over."""


def sweep_imports() -> int:
    """How many were sent again or given up. Sending one twice is harmless: whoever comes second finds it done."""
    busy = ImportJob.objects.filter(state__in=("checking", "running"))
    swept = 0
    for job in busy.filter(asked_at__lt=now() - SILENT).only("state", "asked_at").order_by("pk"):
        if is_alive(job.pk):
            continue
        if job.asked_at is not None and job.asked_at < now() - GIVE_UP:
            # Guarded: a worker may finish it meanwhile.
            ImportJob.objects.filter(pk=job.pk, state=job.state).update(
                state="failed", problem=ImportBrokeError().as_problem(), report=None
            )
        else:
            send_import(job_id=job.pk, dry_run=job.state == "checking")
        swept += 1
    return swept
