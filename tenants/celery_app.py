"""The Celery application: no message leaves without its tenant.

The header is written in `send_task`, which everything goes through: `delay`, chains, chords, retries, the clock, and a
signature of a name for which this process has no class (Celery then sends by name, past `Task.apply_async`). Where
there is no tenant to name, the sender hears of it, and not the worker. Made before Django is: it imports no models.
"""

from typing import Any

from celery import Celery
from celery.utils import uuid


class TenantCelery(Celery):
    task_cls = "tenants.celery:TenantTask"

    def send_task(  # type: ignore[override]
        self,
        name: str,
        args: Any = None,
        kwargs: Any = None,
        *,
        task_id: str | None = None,
        headers: dict[str, Any] | None = None,
        **options: Any,
    ) -> Any:
        """Raises NoTenantError where there is no tenant to name."""
        task_id = task_id or uuid()
        platform = bool(getattr(self.tasks.get(name), "platform", False))
        sign: Any = self.Task  # ours, known by name alone: it needs models
        signed = {**(headers or {}), **sign.tenant_header(name, task_id, platform=platform)}
        return super().send_task(name, args, kwargs, task_id=task_id, headers=signed, **options)
