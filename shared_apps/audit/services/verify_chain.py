from shared_apps.audit.contracts import ChainState
from shared_apps.audit.models import AuditEntry
from shared_apps.audit.services.record import FIRST_HASH, seal


def verify_chain() -> ChainState:
    """Read the current schema's whole trail and say whether every entry follows from the one before."""
    previous, expected = FIRST_HASH, 1
    for entry in AuditEntry.objects.order_by("position").iterator(chunk_size=1000):
        intact = (
            entry.position == expected
            and bytes(entry.previous_hash) == previous
            and bytes(entry.entry_hash) == seal(entry)
        )
        if not intact:
            return ChainState(entries=expected - 1, broken_at=expected)
        previous, expected = bytes(entry.entry_hash), expected + 1
    return ChainState(entries=expected - 1)
