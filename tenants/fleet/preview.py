"""The statements a group would take, found by going through them on its canary and rolling back."""

from django.db import connections, transaction

from tenants.context import use_tenant
from tenants.fleet.steps import SqlStep, go_first
from tenants.fleet.survey import Group
from tenants.provisioning.spares import schema_ref
from tenants.schema.migrations import disk_loader


class _RollBack(Exception):  # noqa: N818 - no error, a way out of the transaction
    pass


def preview(group: Group) -> list[str]:
    """SQL, and the migrations Django itself must run. Changes nothing; locks the canary's tables for a moment."""
    nodes = disk_loader().graph.nodes
    if any(not nodes[key].atomic for key in group.missing):
        return [f"-- {app}.{name}" for app, name in group.missing]  # can't be tried in a transaction
    texts: list[str] = []
    ref = schema_ref(group.canary, group.shard)
    try:
        with use_tenant(ref), transaction.atomic(using=ref.alias):
            steps = go_first(group, tell=lambda _text: None)
            texts = [
                step.sql if isinstance(step, SqlStep) else f"-- through Django: {step.migration}" for step in steps
            ]
            raise _RollBack
    except _RollBack:
        connections[ref.alias].close()
    return texts
