"""What sign-up takes and answers with."""

from dataclasses import dataclass, field
from datetime import time


@dataclass(frozen=True, slots=True)
class SignupBody:
    """A restaurant, its first venue and its owner. Currency, time zone and language follow from the country."""

    brand: str = field(metadata={"most": 60, "about": "The name over the door."})
    subdomain: str = field(metadata={"most": 63, "about": "Where guests find it: ask `subdomains/` first."})
    country: str = field(metadata={"most": 2, "about": "ISO 3166, one of `countries/`."})
    venue_name: str = field(metadata={"most": 80})
    street: str = field(metadata={"most": 200, "about": "With its number."})
    city: str = field(metadata={"most": 100})
    postcode: str = field(metadata={"most": 20})
    open_days: tuple[int, ...] = field(metadata={"about": "Monday is 0."})
    opens: time
    closes: time = field(metadata={"about": "Before `opens`: past midnight."})
    owner_name: str = field(metadata={"most": 120})
    email: str = field(metadata={"most": 254})
    password: str = field(metadata={"most": 128})
    phone: str = field(default="", metadata={"most": 30})
    colour: str = field(default="#0f6b4f", metadata={"most": 7, "about": "Of buttons and links, as `#rrggbb`."})
    currency: str = field(default="", metadata={"most": 3})
    timezone: str = field(default="", metadata={"most": 64})
    language: str = field(default="", metadata={"most": 8, "about": "The guests': `en` or `it`."})


@dataclass(frozen=True, slots=True)
class SubdomainBody:
    subdomain: str = field(metadata={"most": 63})


@dataclass(frozen=True, slots=True)
class SubdomainState:
    """Whether an address can be had right now; `code`, `problem` and `remedy` say why not."""

    subdomain: str
    is_free: bool
    code: str = ""
    problem: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    url: str
    """Opens the new office, signed in as its owner. Works once."""
