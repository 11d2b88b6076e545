from datetime import timedelta

from django.db import transaction

from comanda.kernel.clock import now
from comanda.kernel.errors import DomainError
from comanda.kernel.origins import origin_of
from shared_apps.signup.contracts import Answers, Progress, StepInput
from shared_apps.signup.errors import SignupNotFoundError
from shared_apps.signup.models import Signup
from shared_apps.signup.services.make_tenant import make_tenant
from shared_apps.signup.services.open_account import open_account
from shared_apps.signup.services.progress import progress_of
from shared_apps.signup.services.steps import registered_steps
from tenants.context import use_tenant
from tenants.facade import get_tenant

BUSY = timedelta(seconds=30)
"""How long a step may take before another try is let in: a crashed process holds nobody up for longer."""


def run_next_step(*, token: str) -> Progress:
    """Do the next thing and say how far we are. While somebody else is doing it, only the latter.

    Every step is written down when it is done and may be done twice, so a crash at any point is continued by the next
    call. A refusal (the name was taken a moment ago) is kept as the sign-up's problem. Raises SignupNotFoundError.
    """
    signup = Signup.objects.filter(token=token).first()
    if signup is None:
        raise SignupNotFoundError
    if signup.finished_at is None and signup.problem is None:
        moment = now()
        mine = Signup.objects.filter(pk=signup.pk).exclude(busy_until__gt=moment)
        if mine.update(busy_until=moment + BUSY):
            try:
                signup.refresh_from_db()
                _advance(signup)
            finally:
                Signup.objects.filter(pk=signup.pk).update(busy_until=None)
    return progress_of(signup)


def _advance(signup: Signup) -> None:
    answers = Answers.from_json(signup.answers)
    try:
        if "account" not in signup.done:
            open_account(signup=signup, answers=answers)
            _done(signup, "account")
        elif "tenant" not in signup.done:
            make_tenant(signup=signup, answers=answers)
            _done(signup, "tenant")
        else:
            _run_registered(signup, answers)
    except DomainError as refusal:
        signup.problem = refusal.as_problem()
        signup.save(update_fields=["problem"])


def _run_registered(signup: Signup, answers: Answers) -> None:
    waiting = [step for step in registered_steps() if step.name not in signup.done]
    tenant = get_tenant(tenant_id=signup.tenant_id)
    if waiting:
        step = waiting[0]
        with use_tenant(tenant), transaction.atomic():
            owner_id = step.run(
                StepInput(answers=answers, password_hash=signup.password_hash, origin=origin_of(tenant.primary_domain))
            )
        if owner_id is not None:
            signup.owner_id = owner_id
            signup.save(update_fields=["owner_id"])
        _done(signup, step.name)
    if len(waiting) <= 1:
        signup.finished_at = now()
        signup.password_hash = ""
        signup.save(update_fields=["finished_at", "password_hash"])


def _done(signup: Signup, name: str) -> None:
    signup.done = [*signup.done, name]
    signup.save(update_fields=["done"])
