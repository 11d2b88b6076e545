"""What a log line looks like, and what never stands in one."""

import datetime as dt
import logging
import re

import orjson

from comanda.kernel.card_numbers import hide_card_numbers

SECRETS = re.compile(
    r"(?P<name>\b(?:password|passwd|secret|token|authorization|api[_-]?key|sessionid|csrftoken|signature)\b[\"']?\s*[:=]\s*[\"']?)"
    r"(?P<value>(?:Bearer\s+)?[^\s,;&\"'}]+)",
    re.IGNORECASE,
)
CREDENTIALS_IN_URL = re.compile(r"(?P<scheme>\b[a-z][a-z0-9+.-]*://[^\s:/@]*:)[^\s@]+(?=@)", re.IGNORECASE)
HIDDEN = "[hidden]"
STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "schema"}


class RedactingFilter(logging.Filter):
    """Secrets and card numbers are taken out of the finished message, whoever wrote it."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        clean = redact(message)
        if clean != message:
            record.msg, record.args = clean, None
        return True


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
            line["exception"] = redact(self.formatException(record.exc_info))
        return orjson.dumps(line, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
