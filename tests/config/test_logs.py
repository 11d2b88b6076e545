"""Log lines name the tenant, are one JSON object in production, and carry no secrets."""

import io
import logging
import sys
from logging.config import DictConfigurator

import orjson
import pytest

from comanda.config.logs import JsonFormatter, RedactingFilter, redact
from tenants.context import TenantRef, use_tenant
from tenants.logging import TenantFilter


def record(message: str, *args: object, **extra: object) -> logging.LogRecord:
    made = logging.getLogger("orders").makeRecord("orders", logging.INFO, __file__, 1, message, args, None, extra=extra)
    TenantFilter().filter(made)
    RedactingFilter().filter(made)
    return made


def test_json_line() -> None:
    line = orjson.loads(JsonFormatter().format(record("order %s placed", 17, order_id=17)))
    assert line["message"] == "order 17 placed"
    assert (line["level"], line["logger"], line["order_id"]) == ("info", "orders", 17)
    assert line["time"].endswith("+00:00")


def test_each_tenant_has_its_own_schema_on_the_line(tenant_a: TenantRef, tenant_b: TenantRef) -> None:
    seen = []
    for tenant in (tenant_a, tenant_b):
        with use_tenant(tenant):
            seen.append(orjson.loads(JsonFormatter().format(record("hello")))["schema"])
    assert seen == [tenant_a.schema, tenant_b.schema]
    assert seen[0] != seen[1]
    assert orjson.loads(JsonFormatter().format(record("hello")))["schema"] == "-"


def test_exceptions_stay_on_one_line_without_secrets() -> None:
    try:
        raise ValueError("password=hunter2")
    except ValueError:
        made = logging.getLogger("x").makeRecord("x", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())
    text = JsonFormatter().format(made)
    assert "\n" not in text
    assert "hunter2" not in text


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("login password=hunter2 failed", "hunter2"),
        ("Authorization: Bearer abc.def.ghi", "abc.def.ghi"),
        ('{"token": "s3cr3t", "a": 1}', "s3cr3t"),
        ("sessionid=x1y2z3; path=/", "x1y2z3"),
        ("postgresql://comanda:pa55w0rd@db:5432/x", "pa55w0rd"),
        ("card 4111 1111 1111 1111 declined", "4111 1111 1111 1111"),
        ("card 4111111111111111", "4111111111111111"),
    ],
)
def test_secrets_are_hidden(text: str, secret: str) -> None:
    assert secret not in redact(text)
    assert "[hidden]" in redact(text)


@pytest.mark.parametrize("text", ["order 1234567890123 placed", "tokens are fine", "see https://a.example/x@y"])
def test_ordinary_words_stay(text: str) -> None:
    assert redact(text) == text


class Charge:
    def __str__(self) -> str:
        return "charge of 4111 1111 1111 1111 with token=tok_live_1"


EXTRA = {
    "event": "payment",
    "password": "hunter2",
    "refresh_token": "r3fr3sh",
    "headers": {"Authorization": "Bearer abc.def", "Accept": "text/html"},
    "url": "redis://:pa55w0rd@redis:6379/0",
    "cards": ["4111111111111111", 4111111111111111],
    "charge": Charge(),
}
NEVER = ("hunter2", "r3fr3sh", "abc.def", "pa55w0rd", "4111111111111111", "4111 1111 1111 1111", "tok_live_1")


def test_what_extra_brings_is_cleaned_too() -> None:
    text = JsonFormatter().format(record("paid", **EXTRA))
    assert [secret for secret in NEVER if secret in text] == []
    line = orjson.loads(text)
    assert (line["event"], line["headers"]["Accept"]) == ("payment", "text/html")
    assert (line["password"], line["refresh_token"], line["headers"]["Authorization"]) == ("[hidden]",) * 3


@pytest.mark.parametrize("name", ["json", "readable"])
def test_tracebacks_are_cleaned_in_every_format(name: str, settings) -> None:
    """Through the handler that settings configure, as a line is really written."""
    configured, written = DictConfigurator(settings.LOGGING), io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(configured.configure_formatter(dict(configured.config["formatters"][name])))
    for one in configured.config["handlers"]["console"]["filters"]:
        handler.addFilter(configured.configure_filter(dict(configured.config["filters"][one])))
    try:
        raise ValueError("postgresql://comanda:pa55w0rd@db/x password=hunter2")
    except ValueError:
        made = logging.getLogger("x").makeRecord("x", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())
        handler.handle(made)
    assert "Traceback" in written.getvalue()
    assert [secret for secret in NEVER if secret in written.getvalue()] == []
