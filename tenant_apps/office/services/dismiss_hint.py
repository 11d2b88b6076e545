"""Wave a line of the home page away."""

from tenant_apps.office.models import DismissedHint


def dismiss_hint(*, user_id: int, hint: str) -> None:
    """For this person, for good. Doing it again is harmless."""
    DismissedHint.objects.get_or_create(user_id=user_id, hint=hint)
