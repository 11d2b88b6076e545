"""Every task names its tenant in a signed header: without a valid one it is refused, never run somewhere by default.

The header is bound to the task's name and id, so it can't be moved to another message. Retries, chains, groups, chords
and callbacks are sent by the worker while the task's request is the current one: they inherit its tenant. A task of the
platform itself (what the scheduler sends) says so where it is declared: `@shared_task(base=PlatformTask)`.
"""

from typing import Any

from celery import Task, current_task
from celery.utils import uuid
from django.core.signing import BadSignature, Signer

from tenants.broadcast import ensure_listening
from tenants.context import NoTenantError, TenantRef, find_tenant, platform_ref, use_tenant
from tenants.resolution import find_by_schema

HEADER = "comanda_tenant"


class UntrustedTaskError(RuntimeError):
    """The message has no tenant, a forged one, or one that no longer exists."""


class TenantTask(Task):  # type: ignore[type-arg]
    """The base of every task."""

    abstract = True
    platform = False

    def apply_async(  # type: ignore[override]
        self,
        args: Any = None,
        kwargs: Any = None,
        task_id: str | None = None,
        headers: dict[str, Any] | None = None,
        **options: Any,
    ) -> Any:
        """Raises NoTenantError where there is no tenant to name."""
        task_id = task_id or uuid()
        signed = {**(headers or {}), HEADER: _sign(self._sender().schema, self.name, task_id)}
        return super().apply_async(args, kwargs, task_id=task_id, headers=signed, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self.request.called_directly:
            return super().__call__(*args, **kwargs)
        ensure_listening()
        with use_tenant(tenant_of(self)):
            return super().__call__(*args, **kwargs)

    def _sender(self) -> TenantRef:
        if self.platform:
            return platform_ref()
        ref = find_tenant()
        if ref is not None:
            return ref
        running = current_task
        if running and not running.request.called_directly:
            return tenant_of(running)  # a callback or the next of a chain: sent after the task's own context closed
        msg = f"{self.name} needs a tenant: send it inside use_tenant(...) or give it base=PlatformTask"
        raise NoTenantError(msg)


class PlatformTask(TenantTask):
    """The base of the platform's own tasks: wherever they are sent from, they serve the platform."""

    abstract = True
    platform = True


def tenant_of(task: Any) -> TenantRef:
    """Whose the running task is. Raises UntrustedTaskError."""
    request = task.request
    value = (request.headers or {}).get(HEADER)
    if not isinstance(value, str):
        msg = f"{task.name} came without a tenant"
        raise UntrustedTaskError(msg)
    try:
        schema = _signer(task.name, request.id).unsign(value)
    except BadSignature as error:
        msg = f"{task.name} came with a forged tenant"
        raise UntrustedTaskError(msg) from error
    ref = find_by_schema(schema)
    if ref is None:
        msg = f"{task.name} is for {schema}, which no longer exists"
        raise UntrustedTaskError(msg)
    return ref


def _sign(schema: str, name: str, task_id: str) -> str:
    return _signer(name, task_id).sign(schema)


def _signer(name: str, task_id: str) -> Signer:
    return Signer(salt=f"tenants.celery:{name}:{task_id}")
