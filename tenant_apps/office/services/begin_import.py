from collections.abc import Mapping
from functools import partial
from uuid import UUID

from celery import signature
from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.errors import ConflictError
from tenant_apps.office.models import ImportJob

TASK = "tenant_apps.office.tasks.run_import_job"


def check_import(*, job_id: UUID, mapping: Mapping[str, str]) -> None:
    """Have a worker read everything and say what it would do, writing nothing. Raises ConflictError while it runs."""
    _begin(job_id, ("uploaded", "checked", "failed"), {"state": "checking", "mapping": dict(mapping)}, dry_run=True)


def start_import(*, job_id: UUID) -> None:
    """Have a worker do it for good, once. Raises ConflictError unless it was checked and found clean."""
    _begin(job_id, ("checked",), {"state": "running"}, dry_run=False)


def send_import(*, job_id: UUID, dry_run: bool) -> None:
    """To the workers, once this transaction is written. Without a broker it waits: the sweep sends it again."""
    language = get_language() or settings.LANGUAGE_CODE
    send = partial(signature(TASK).apply_async, args=(str(job_id), dry_run, language))
    transaction.on_commit(send, robust=True)


def _begin(job_id: UUID, allowed: tuple[str, ...], values: dict[str, object], *, dry_run: bool) -> None:
    with transaction.atomic():
        rows = ImportJob.objects.filter(pk=job_id, state__in=allowed)
        if not dry_run:
            rows = rows.filter(report__error_count=0)
        if not rows.update(**values, problem=None, asked_at=now()):
            raise ConflictError(
                _("This import can't do that now."), remedy=_("Reload the page to see where it stands.")
            )
        send_import(job_id=job_id, dry_run=dry_run)
