from django.utils.translation import gettext as _

from comanda.kernel.origins import origin_of
from shared_apps.signup.contracts import Progress, StepState
from shared_apps.signup.errors import SignupNotFoundError
from shared_apps.signup.models import Signup
from shared_apps.signup.services.steps import registered_steps
from tenants.facade import get_tenant


def get_progress(*, token: str) -> Progress:
    """Raises SignupNotFoundError."""
    signup = Signup.objects.filter(token=token).first()
    if signup is None:
        raise SignupNotFoundError
    return progress_of(signup)


def progress_of(signup: Signup) -> Progress:
    labels = [
        ("account", _("Your account")),
        ("tenant", _("A database of your own")),
        *((step.name, str(step.label)) for step in registered_steps()),
    ]
    steps, current = [], True
    for name, label in labels:
        done = name in signup.done
        state = "done" if done else ("bad" if signup.problem else "now") if current else "next"
        current = current and done
        steps.append(StepState(name=name, label=label, state=state))
    finished = signup.finished_at is not None
    return Progress(
        token=signup.token,
        brand=str(signup.answers["brand"]),
        steps=tuple(steps),
        finished=finished,
        origin=origin_of(get_tenant(tenant_id=signup.tenant_id).primary_domain) if finished else "",
        problem=signup.problem or {},
    )
