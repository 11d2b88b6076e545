import logging
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import BinaryIO, cast
from uuid import UUID

from django.core.cache import cache

from comanda.kernel.clock import now
from comanda.kernel.errors import DomainError
from comanda.kernel.tabular import ImportReport
from shared_apps.accounts.facade import list_users
from shared_apps.audit.contracts import Actor
from shared_apps.audit.facade import record
from tenant_apps.office.errors import ImportBrokeError
from tenant_apps.office.models import ImportJob
from tenant_apps.office.selectors.import_jobs import ALIVE_FOR, get_job, progress_key
from tenant_apps.office.selectors.import_kinds import KINDS

logger = logging.getLogger(__name__)

TELL_EVERY = 0.2  # seconds between two words about progress


def run_import(*, job_id: UUID, dry_run: bool) -> None:
    """Do what was asked (`checking` or `running`), write down the report or the refusal. Doing it again is harmless:
    imports take what is new and leave the rest, and a job that is finished is left alone. Whatever goes wrong, it ends.
    """
    job = get_job(job_id=job_id)
    if job.state != ("checking" if dry_run else "running"):
        return
    try:
        report = _run(job, dry_run)
    except DomainError as refusal:
        job.state, job.problem, job.report = "failed", refusal.as_problem(), None
    except Exception:  # the last one who can tell the person that waits
        logger.exception("Import %s (%s) broke", job.pk, job.kind)
        job.state, job.problem, job.report = "failed", ImportBrokeError().as_problem(), None
    else:
        job.report = report.as_json()
        job.state = "checked" if dry_run else "done" if report.is_clean else "failed"
    if job.state == "done":
        _finish(job)
    job.save(update_fields=["state", "problem", "report", "finished_at", "main_file", "second_file"])
    cache.delete(progress_key(job.pk))


def _run(job: ImportJob, dry_run: bool) -> ImportReport:
    with ExitStack() as files:
        first = cast("BinaryIO", files.enter_context(job.main_file.open("rb")))
        second = cast("BinaryIO", files.enter_context(job.second_file.open("rb"))) if job.second_file else None
        return KINDS[job.kind].run(
            first=first,
            second=second,
            mapping=job.mapping,
            venue_id=job.venue_id,
            dry_run=dry_run,
            progress=_teller(job.pk),
        )


def _finish(job: ImportJob) -> None:
    """The books have it now: the files, full of people's data, are not kept."""
    job.finished_at = now()
    for file in (job.main_file, job.second_file):
        if file:
            file.delete(save=False)
    who = list_users(user_ids=[job.created_by_id] if job.created_by_id else [])
    label = who[job.created_by_id].email if job.created_by_id in who else ""
    record(
        action="imports.run",
        actor=Actor(user_id=job.created_by_id, label=label),
        object_type="import",
        object_id=job.pk,
        object_label=job.main_name,
        after={"kind": job.kind, "created": dict((job.report or {}).get("created", {}))},
    )


def _teller(job_id: UUID) -> Callable[..., None]:
    told = 0.0

    def tell(done: int, total: int, stage: str = "") -> None:
        nonlocal told
        moment = time.monotonic()
        if moment - told >= TELL_EVERY or done >= total:
            told = moment
            cache.set(progress_key(job_id), {"done": done, "total": total, "stage": stage}, ALIVE_FOR)

    return tell
