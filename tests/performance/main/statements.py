"""How many statements a warm request sends."""

from collections.abc import Callable

from django.db import connections

from tenants.context import use_tenant
from tests.performance.main.world import Shop


def count(shop: Shop, request: Callable[[], object]) -> int:
    """SQL statements of one request, BEGIN and COMMIT not counted."""
    heard: list[str] = []

    def listen(execute: object, sql: str, params: object, many: bool, context: object) -> object:
        heard.extend(sql.split(";\n"))  # several may travel in one message
        return execute(sql, params, many, context)  # type: ignore[operator]

    with use_tenant(shop.ref):
        default, control = connections["default"], connections["control"]
    with default.execute_wrapper(listen), control.execute_wrapper(listen):
        request()
    return len(heard)
