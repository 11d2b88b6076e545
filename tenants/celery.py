"""Every task names its tenant in a signed header: without a valid one it is refused, never run somewhere by default.

The header is bound to the task's name and id, so it can't be moved to another message. `tenants.celery_app` writes it
at the last door before the broker.

Retries, chains, groups, chords and callbacks are sent by the worker while the task's request is the current one: they
inherit its tenant. A task of the platform itself (what the scheduler sends) says so where it is declared:
`@shared_task(base=PlatformTask)`.
"""

from typing import Any

from celery import Task, current_task
from celery.utils import uuid
from django.core.signing import BadSignature, Signer

from tenants.broadcast import ensure_listening
from tenants.context import NoTenantError, TenantRef, find_tenant, platform_ref, use_tenant
from tenants.freezing import find_thawed

HEADER = "comanda_tenant"


class UntrustedTaskError(RuntimeError):
    """The message has no tenant, a forged one, or one that no longer exists."""


class TenantTask(Task):  # type: ignore[type-arg]
    """The base of every task."""

    abstract = True
    platform = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self.request.called_directly:
            return super().__call__(*args, **kwargs)
        ensure_listening()
        sender = tenant_of(self)
        with use_tenant(platform_ref() if self.platform else sender):
            return super().__call__(*args, **kwargs)

    def apply(  # type: ignore[override]
        self,
        args: Any = None,
        kwargs: Any = None,
        *,
        task_id: str | None = None,
        headers: dict[str, Any] | None = None,
        **options: Any,
    ) -> Any:
        """Run in line, where no message is sent and the application adds no header. Raises NoTenantError."""
        task_id = task_id or uuid()
        signed = {**(headers or {}), **self.tenant_header(self.name, task_id, platform=self.platform)}
        return super().apply(args, kwargs, task_id=task_id, headers=signed, **options)

    @classmethod
    def tenant_header(cls, name: str, task_id: str, *, platform: bool) -> dict[str, str]:
        """What the application adds to every message. Raises NoTenantError where there is no tenant to name."""
        return {HEADER: _sign((platform_ref() if platform else _sender(name)).schema, name, task_id)}


class PlatformTask(TenantTask):
    """The base of the platform's own tasks: wherever they are sent from, they serve the platform."""

    abstract = True
    platform = True


def _sender(name: str) -> TenantRef:
    ref = find_tenant()
    if ref is not None:
        return ref
    running = current_task
    if running and not running.request.called_directly:
        return tenant_of(running)  # a callback or the next of a chain: sent after the task's own context closed
    msg = f"{name} needs a tenant: send it inside use_tenant(...) or give it base=PlatformTask"
    raise NoTenantError(msg)


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
    ref = find_thawed(schema)
    if ref is None:
        msg = f"{task.name} is for {schema}, which no longer exists"
        raise UntrustedTaskError(msg)
    return ref


def _sign(schema: str, name: str, task_id: str) -> str:
    return _signer(name, task_id).sign(schema)


def _signer(name: str, task_id: str) -> Signer:
    return Signer(salt=f"tenants.celery:{name}:{task_id}")
