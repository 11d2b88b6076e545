from django.db.models import Q

from shared_apps.audit.contracts import Entry
from shared_apps.audit.models import AuditEntry


def list_entries(
    *,
    action: str = "",
    search: str = "",
    object_type: str = "",
    object_id: object = "",
    before: int | None = None,
    limit: int = 50,
) -> tuple[Entry, ...]:
    """Newest first. `action` may be an app's whole prefix (`team.`); `before`: where the last page ended."""
    entries = AuditEntry.objects.order_by("-position")
    if action:
        entries = entries.filter(action__startswith=action)
    if object_type:
        entries = entries.filter(object_type=object_type, object_id=str(object_id))
    if search:
        entries = entries.filter(Q(actor_label__icontains=search) | Q(object_label__icontains=search))
    if before is not None:
        entries = entries.filter(position__lt=before)
    return tuple(
        Entry(
            position=entry.position,
            at=entry.at,
            actor_label=entry.actor_label,
            action=entry.action,
            object_type=entry.object_type,
            object_id=entry.object_id,
            object_label=entry.object_label,
            before=entry.before,
            after=entry.after,
            ip=entry.ip,
            request_id=entry.request_id,
        )
        for entry in entries[:limit]
    )
