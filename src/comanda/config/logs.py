"""What a log line looks like, and what never stands in one."""

import datetime as dt
import logging
import re

import orjson

SECRETS = re.compile(
    r"(?P<name>\b(?:password|passwd|secret|token|authorization|api[_-]?key|sessionid|csrftoken|signature)\b[\"']?\s*[:=]\s*[\"']?)"
    r"(?P<value>(?:Bearer\s+)?[^\s,;&\"'}]+)",
    re.IGNORECASE,
)
CREDENTIALS_IN_URL = re.compile(r"(?P<scheme>\b[a-z][a-z0-9+.-]*://[^\s:/@]*:)[^\s@]+(?=@)", re.IGNORECASE)
CARD_NUMBER = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w.-])")
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
    return CARD_NUMBER.sub(lambda found: HIDDEN if _passes_luhn(found[0]) else found[0], text)


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


def _passes_luhn(text: str) -> bool:
    digits = [int(character) for character in reversed(text) if character.isdigit()]
    doubled = [digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[1::2]]
    return sum(digits[::2] + doubled) % 10 == 0
