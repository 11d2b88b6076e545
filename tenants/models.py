"""Chains, tenants, domains: the control plane. django-tenants' models underneath, without its side effects on save.

Its `TenantMixin.save()` and `delete()` create and drop schemas (13.5 s and an irreversible step behind an innocent
method); here a schema is made by provisioning and dropped by erasure, and a row is only a row.
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django_tenants.models import DomainMixin, TenantMixin

from tenants.context import DEFAULT_SHARD, TenantRef
from tenants.contracts import DomainKind, TenantKind, TenantStatus


def choices(enum: type[TenantKind] | type[TenantStatus] | type[DomainKind]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in enum]


class Chain(models.Model):  # type: ignore[django-manager-missing]
    """Groups tenants under one owner: billing, brand, single sign-on, chain-wide numbers."""

    name = models.CharField(max_length=120)
    owner_id = models.BigIntegerField(null=True)  # a platform user; they live in the public schema under another alias
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Tenant(TenantMixin):  # type: ignore[misc]
    """One operator with a schema of its own. `schema_name` is opaque and permanent; `slug` may change hands."""

    auto_create_schema = False
    auto_drop_schema = False

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, null=True, related_name="tenants")
    name = models.CharField(max_length=120)
    slug = models.CharField(max_length=63, unique=True)
    kind = models.CharField(max_length=12, choices=choices(TenantKind), default=TenantKind.VENUE.value)
    status = models.CharField(max_length=12, choices=choices(TenantStatus), default=TenantStatus.TRIAL.value)
    resumes_as = models.CharField(max_length=12, default="", db_default="", blank=True)
    """What it was before it was suspended or archived, and will be again."""
    plan = models.CharField(max_length=40, default="starter")
    country = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    timezone = models.CharField(max_length=64)
    languages = models.JSONField(default=list)
    shard = models.CharField(max_length=63, default=DEFAULT_SHARD)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The row alone."""
        models.Model.save(self, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """The row alone; `tenants.lifecycle.erase` removes the rest."""
        return models.Model.delete(self, *args, **kwargs)

    def ref_for(self, primary_domain: str) -> TenantRef:
        return TenantRef(
            id=self.pk,
            name=self.name,
            slug=self.slug,
            schema=self.schema_name,
            shard=self.shard,
            status=self.status,
            country=self.country,
            currency=self.currency,
            timezone=self.timezone,
            languages=tuple(self.languages),
            chain_id=self.chain_id,
            plan=self.plan,
            primary_domain=primary_domain,
        )

    @property
    def ref(self) -> TenantRef:
        """One query unless the domains are prefetched."""
        return self.ref_for(next((domain.domain for domain in self.domains.all() if domain.is_primary), ""))


class Domain(DomainMixin):  # type: ignore[misc]
    """A host name that leads to a tenant. An own domain serves nothing until it is verified."""

    kind = models.CharField(max_length=10, choices=choices(DomainKind), default=DomainKind.SUBDOMAIN.value)
    is_verified = models.BooleanField(default=False)
    verification_token = models.CharField(max_length=64, default="", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("tenant", condition=Q(is_primary=True), name="tenants_domain_one_primary"),
            models.CheckConstraint(condition=Q(domain=Lower("domain")), name="tenants_domain_lower"),
        ]

    def __str__(self) -> str:
        return str(self.domain)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The row alone: which domain is primary is decided by services, and a constraint holds them to one."""
        models.Model.save(self, *args, **kwargs)


class SpareSchema(models.Model):
    """A schema made ahead of its tenant. Claiming it is deleting this row in the transaction that adds the tenant.

    The row comes first, not ready: what a crash leaves half made can be found and removed.
    """

    schema = models.CharField(max_length=63, unique=True)
    shard = models.CharField(max_length=63)
    fingerprint = models.CharField(max_length=64)  # of the migrations it was made from
    is_ready = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index("shard", "fingerprint", name="tenants_spare_ready")]

    def __str__(self) -> str:
        return self.schema


class FleetState(models.Model):
    """What the last fleet migration did to one schema: how a run resumes, and what a person reads after a failure."""

    schema = models.CharField(max_length=63, unique=True)
    shard = models.CharField(max_length=63)
    status = models.CharField(max_length=10)  # done | failed
    fingerprint = models.CharField(max_length=64, default="")
    milliseconds = models.FloatField(default=0)
    error = models.TextField(default="", blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.schema}: {self.status}"
