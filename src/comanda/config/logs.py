"""What a log line looks like, and what never stands in one."""

import datetime as dt
import logging
import re
from collections.abc import Mapping

import orjson

from comanda.kernel.card_numbers import hide_card_numbers

_NAMES = r"(?:password|passwd|secret|token|authorization|api[_-]?key|sessionid|csrftoken|signature)"
SECRET_NAMES = re.compile(rf"(?:^|[_-]){_NAMES}$", re.IGNORECASE)
SECRETS = re.compile(
    rf"(?P<name>\b{_NAMES}\b[\"']?\s*[:=]\s*[\"']?)"
    r"(?P<value>(?:Bearer\s+)?[^\s,;&\"'}]+)",
    re.IGNORECASE,
)
CREDENTIALS_IN_URL = re.compile(r"(?P<scheme>\b[a-z][a-z0-9+.-]*://[^\s:/@]*:)[^\s@]+(?=@)", re.IGNORECASE)
HIDDEN = "[hidden]"
_TRACEBACKS = logging.Formatter()
STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "schema"}


class RedactingFilter(logging.Filter):
    """Secrets and card numbers are taken out of what is written, whoever wrote it: the finished message, what `extra`
    brought, and the traceback, which the formatters take from the record.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        clean = redact(message)
        if clean != message:
            record.msg, record.args = clean, None
        for name in record.__dict__.keys() - STANDARD:
            record.__dict__[name] = _redacted(record.__dict__[name], name)
        if record.exc_info and not record.exc_text:
            record.exc_text = redact(_TRACEBACKS.formatException(record.exc_info))
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


def _redacted(value: object, name: str = "") -> object:
    """The same value without secrets in it; what is called like a secret is one."""
    if SECRET_NAMES.search(name) and value not in (None, ""):
        return HIDDEN
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, Mapping):
        return {key: _redacted(part, str(key)) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_redacted(part) for part in value]
    if value is None or isinstance(value, bool | int | float):
        return redact(str(value)) if isinstance(value, int) and abs(value) >= 10**12 else value
    return redact(str(value))


def redact(text: str) -> str:
    text = SECRETS.sub(lambda found: found["name"] + HIDDEN, text)
    text = CREDENTIALS_IN_URL.sub(lambda found: found["scheme"] + HIDDEN, text)
    return hide_card_numbers(text, HIDDEN)


class JsonFormatter(logging.Formatter):
    """One object a line: `time`, `level`, `logger`, `schema`, `message`, then whatever `extra` brought."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": dt.datetime.fromtimestamp(record.created, tz=dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "schema": getattr(record, "schema", None),
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in record.__dict__.items() if name not in STANDARD and name not in line}
        if record.exc_info:
            line["exception"] = record.exc_text or redact(self.formatException(record.exc_info))
        return orjson.dumps(line, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
