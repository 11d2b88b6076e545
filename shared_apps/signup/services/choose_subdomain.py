from django.utils.translation import gettext as _

from comanda.kernel.errors import ConflictError
from shared_apps.signup.errors import SignupNotFoundError
from shared_apps.signup.models import Signup


def choose_subdomain(*, token: str, subdomain: str) -> None:
    """Another address for a sign-up whose first one was taken while it ran; everything else stays as answered."""
    signup = Signup.objects.filter(token=token).first()
    if signup is None:
        raise SignupNotFoundError
    if signup.tenant_id is not None:
        raise ConflictError(_("Your restaurant has its address already."))
    signup.answers = signup.answers | {"subdomain": subdomain}
    signup.subdomain = subdomain
    signup.problem = None
    signup.save(update_fields=["answers", "subdomain", "problem"])
