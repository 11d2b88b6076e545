"""Take a group of choices away from every item that offers it. The items it offered stay."""

from tenant_apps.catalog.errors import GroupNotFoundError
from tenant_apps.catalog.models import ModifierGroup


def delete_group(*, group_id: int) -> None:
    """Raises GroupNotFoundError."""
    deleted, _by_model = ModifierGroup.objects.filter(pk=group_id).delete()
    if not deleted:
        raise GroupNotFoundError()
