"""What workers and the relay do, done here and now: the seed runs before they do."""

from celery import current_app

from comanda.kernel.outbox.relay import relay_pending

_ROUNDS = 40


def run_tasks_here() -> None:
    """From now on this process runs its tasks itself instead of sending them."""
    current_app.conf.task_always_eager = True


def settle() -> None:
    """Deliver what waits in the current schema's outbox until nothing does."""
    for _round in range(_ROUNDS):
        if not relay_pending():
            return
