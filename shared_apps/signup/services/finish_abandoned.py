from datetime import timedelta

from django.utils import translation

from comanda.kernel.clock import now
from shared_apps.signup.models import Signup
from shared_apps.signup.services.run_next_step import run_next_step

PATIENCE = timedelta(minutes=1)
"""The browser does the steps within a second or two; after that it is not coming back by itself."""

KEPT = timedelta(days=1)
FORGOTTEN = timedelta(days=30)
MOST_STEPS = 20


def finish_abandoned() -> int:
    """Carry on sign-ups whose browser has gone away in the middle; returns how many are finished now.

    Those that were refused wait for their person; after a day nobody is coming, and the password's hash is forgotten;
    after a month everything they told us is, unless a restaurant came of it: then it goes with that.
    """
    too_old = now() - KEPT
    Signup.objects.filter(finished_at=None, tenant_id=None, created_at__lt=now() - FORGOTTEN).delete()
    Signup.objects.filter(finished_at=None, created_at__lt=too_old).exclude(password_hash="").update(password_hash="")
    waiting = Signup.objects.filter(
        finished_at=None, problem__isnull=True, created_at__lt=now() - PATIENCE, created_at__gt=too_old
    )
    return sum(_finish(signup) for signup in waiting.order_by("pk")[:100])


def _finish(signup: Signup) -> bool:
    with translation.override(signup.answers["language"]):
        for _ in range(MOST_STEPS):
            progress = run_next_step(token=signup.token)
            if progress.finished or progress.problem:
                break
    return progress.finished
