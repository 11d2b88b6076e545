"""Payments' own reactions: every step that talks to a provider becomes a task, after the commit."""

from functools import partial

from django.db import transaction

from comanda.kernel.outbox.registry import subscribe
from tenant_apps.payments import tasks
from tenant_apps.payments.events import CaptureAsked, PaymentAttemptOpened, RefundAsked, ReleaseAsked


@subscribe(PaymentAttemptOpened)
def on_payment_attempt_opened(event: PaymentAttemptOpened) -> None:
    transaction.on_commit(partial(tasks.charge.delay, event.attempt_id), robust=True)


@subscribe(CaptureAsked)
def on_capture_asked(event: CaptureAsked) -> None:
    transaction.on_commit(partial(tasks.capture.delay, event.attempt_id), robust=True)


@subscribe(ReleaseAsked)
def on_release_asked(event: ReleaseAsked) -> None:
    transaction.on_commit(partial(tasks.release.delay, event.attempt_id), robust=True)


@subscribe(RefundAsked)
def on_refund_asked(event: RefundAsked) -> None:
    transaction.on_commit(partial(tasks.send_refund.delay, event.refund_id), robust=True)
