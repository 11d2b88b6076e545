"""For tests: run everything that waits, loudly."""

from comanda.kernel.outbox.relay import relay_pending


def drain_outbox(*, rounds: int = 50) -> int:
    """Relay until nothing is left (subscribers may publish more); a subscriber's error is raised. Returns the count."""
    total = 0
    for _ in range(rounds):
        if not (count := relay_pending(strict=True)):
            return total
        total += count
    message = f"the outbox still has work after {rounds} rounds: events in a circle?"
    raise AssertionError(message)
