from django.db import models
from django.db.models import Q

from tenant_apps.notifications.contracts import NoticeKind, NoticeState


class Notice(models.Model):
    """One message to one guest about one step of an order, written with the step and sent after it."""

    order_id = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in NoticeKind])
    recipient = models.EmailField()
    language = models.CharField(max_length=8)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in NoticeState], default=NoticeState.WAITING.value
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order_id", "kind"], name="notice_once_per_step")]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="notice_due",
                condition=Q(state__in=[str(NoticeState.WAITING), str(NoticeState.SENDING)]),
            )
        ]
