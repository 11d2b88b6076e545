"""What `on_commit` was asked to do is done for the tenant who asked, whoever is being served when the commit comes.

Django runs these callbacks where the outermost block ends: that may be after the context of whoever left them, or
inside somebody else's. A task sent or a relay woken there would be another tenant's, or nobody's.
"""

from collections.abc import Callable
from typing import Any

from tenants.context import TenantRef, find_tenant, use_tenant

Callback = Callable[[], Any]


class InTenant:
    """A callback with its tenant. Two of the same function for the same tenant are equal."""

    __slots__ = ("__qualname__", "_ref", "_run")

    def __init__(self, ref: TenantRef, run: Callback) -> None:
        self._ref = ref
        self._run = run
        self.__qualname__ = getattr(run, "__qualname__", repr(run))  # Django names it in its log; partials have none

    def __call__(self) -> None:
        if find_tenant() is self._ref:
            self._run()
        else:
            with use_tenant(self._ref):
                self._run()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, InTenant) and other._run == self._run and other._ref == self._ref

    def __hash__(self) -> int:
        return hash((self._ref.schema, self._run))


def in_its_tenant(run: Callback) -> Callback:
    """The callback bound to whom we serve now; unchanged where that is nobody."""
    ref = find_tenant()
    return run if ref is None or not callable(run) else InTenant(ref, run)
