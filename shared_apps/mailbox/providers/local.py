"""Where mail goes when there is no mail server: into a folder, one `.eml` a message, shown by this room's pages."""

import email
import email.policy
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage as ParsedMessage
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from comanda.kernel.ids import uuid7
from shared_apps.mailbox.contracts import StoredMail

KEEP = 500
_ID = re.compile(r"[0-9a-f-]{36}")


class MailboxBackend(BaseEmailBackend):
    """For EMAIL_BACKEND. Keeps the newest 500 messages; refuses production, where mail must leave the house."""

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently, **kwargs)
        if settings.ENVIRONMENT == "production":
            raise ImproperlyConfigured("set EMAIL_URL: in production mail is sent, not kept")

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        box = folder()
        box.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = str(uuid7())
            draft = box / f"{name}.part"
            draft.write_bytes(message.message().as_bytes())
            draft.rename(box / f"{name}.eml")  # a reader sees whole messages only
        for old in sorted(box.glob("*.eml"))[:-KEEP]:
            old.unlink(missing_ok=True)
        return len(email_messages)


def folder() -> Path:
    return Path(settings.VAR) / "mail"


def list_mail(*, limit: int = 100) -> list[StoredMail]:
    """Newest first: the names sort by time."""
    return [_read(path) for path in sorted(folder().glob("*.eml"), reverse=True)[:limit]]


def find_mail(mail_id: str) -> StoredMail | None:
    if not _ID.fullmatch(mail_id):
        return None
    path = folder() / f"{mail_id}.eml"
    return _read(path) if path.is_file() else None


def newest_id() -> str:
    """The empty string where nothing was sent yet."""
    return max((path.stem for path in folder().glob("*.eml")), default="")


def empty() -> None:
    for path in folder().glob("*.eml"):
        path.unlink(missing_ok=True)


def _read(path: Path) -> StoredMail:
    message = email.message_from_bytes(path.read_bytes(), _class=ParsedMessage, policy=email.policy.default)
    text, html = _body(message, "plain"), _body(message, "html")
    return StoredMail(
        id=path.stem,
        at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        sender=str(message["From"] or ""),
        recipients=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        preview=" ".join(text.split())[:140],
        text=text,
        html=html,
    )


def _body(message: ParsedMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part is not None else ""
