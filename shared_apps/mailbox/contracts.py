"""Letters: what every room that writes to people fills in."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """One message. The layout, the brand and the plain-text version are added when it is sent."""

    subject: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    button_label: str = ""
    button_url: str = ""
    footnote: str = ""
    code: str = ""
    """A code to copy, shown large."""
    rows: tuple[tuple[str, str], ...] = ()
    """Two columns, such as what was ordered and what it costs."""
    links: tuple[tuple[str, str], ...] = ()
    """What each one is called, and its address."""


@dataclass(frozen=True, slots=True)
class StoredMail:
    """A message that was kept instead of sent."""

    id: str
    at: datetime
    sender: str
    recipients: str
    subject: str
    preview: str = ""
    text: str = ""
    html: str = ""
