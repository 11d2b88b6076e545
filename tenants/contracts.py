"""What other rooms may know of chains, tenants and domains: enums and frozen dataclasses."""

from dataclasses import dataclass
from enum import StrEnum


class TenantKind(StrEnum):
    VENUE = "venue"
    FRANCHISE = "franchise"


class TenantStatus(StrEnum):
    TRIAL = "trial"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    SUSPENDED = "suspended"
    ARCHIVED = "archived"
    ERASING = "erasing"  # some of it is gone: there is no way but on
    ERASED = "erased"


SERVED = frozenset({TenantStatus.TRIAL, TenantStatus.ACTIVE, TenantStatus.PAST_DUE})
"""Whose pages are served. The others get the "not available" page."""


class DomainKind(StrEnum):
    SUBDOMAIN = "subdomain"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class ChainInfo:
    id: int
    name: str
    owner_id: int | None


@dataclass(frozen=True, slots=True)
class DomainInfo:
    id: int
    host: str
    kind: str
    is_primary: bool
    is_verified: bool
    verification_token: str


@dataclass(frozen=True, slots=True)
class NewTenant:
    """What a sign-up knows. `slug` becomes `<slug>.<platform host>`; `country` and `currency` are ISO codes."""

    name: str
    slug: str
    country: str
    currency: str
    timezone: str
    languages: tuple[str, ...] = ("en",)
    kind: TenantKind = TenantKind.VENUE
    status: TenantStatus = TenantStatus.TRIAL
    plan: str = "starter"
    chain_id: int | None = None
    chain_name: str = ""
    owner_id: int | None = None
