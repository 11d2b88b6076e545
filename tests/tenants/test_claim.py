"""The one statement of a sign-up says what the models say."""

import pytest

from tenants.context import CONTROL_ALIAS
from tenants.contracts import DomainKind, TenantKind, TenantStatus
from tenants.models import Chain, Domain, SpareSchema, Tenant
from tenants.provisioning.claim import claim_spare

pytestmark = pytest.mark.django_db


def rows(**more):
    tenant = Tenant(
        name="O'Hara; DROP",
        slug="ohara",
        kind=TenantKind.FRANCHISE.value,
        status=TenantStatus.TRIAL.value,
        country="IE",
        currency="EUR",
        timezone="Europe/Dublin",
        languages=["en", "it"],
        **more,
    )
    domain = Domain(domain="ohara.localhost", kind=DomainKind.SUBDOMAIN.value, is_primary=True, is_verified=True)
    return tenant, domain


def test_everything_given_is_saved_and_ids_come_back(django_assert_num_queries):
    tenant, domain = rows()
    chain = Chain(name="O'Hara's", owner_id=7)
    spares = set(SpareSchema.objects.values_list("schema", flat=True))
    with django_assert_num_queries(3, using=CONTROL_ALIAS):  # a savepoint around one statement
        assert claim_spare(chain=chain, tenant=tenant, domain=domain)
    assert {tenant.schema_name} == spares - set(SpareSchema.objects.values_list("schema", flat=True))
    for made in (chain, tenant, domain):
        saved = type(made).objects.get(pk=made.pk)
        for field in made._meta.concrete_fields:
            assert getattr(saved, field.attname) == getattr(made, field.attname), field.name
    assert (tenant.chain_id, domain.tenant_id) == (chain.pk, tenant.pk)


def test_an_existing_chain_is_joined(tenant_a):
    chain = Chain.objects.get(pk=tenant_a.chain_id)
    tenant, domain = rows()
    assert claim_spare(chain=chain, tenant=tenant, domain=domain)
    assert Tenant.objects.get(slug="ohara").chain_id == tenant_a.chain_id
    assert Chain.objects.get(pk=chain.pk).name == chain.name


def test_without_a_spare_nothing_is_saved():
    SpareSchema.objects.update(is_ready=False)
    before = Chain.objects.count(), Tenant.objects.count(), Domain.objects.count()
    tenant, domain = rows()
    assert not claim_spare(chain=Chain(name="Nobody"), tenant=tenant, domain=domain)
    assert (Chain.objects.count(), Tenant.objects.count(), Domain.objects.count()) == before


def test_spares_of_another_shard_or_of_other_code_are_left():
    SpareSchema.objects.update(fingerprint="older")
    tenant, domain = rows()
    assert not claim_spare(chain=Chain(name="Nobody"), tenant=tenant, domain=domain)
    tenant, domain = rows(shard="elsewhere")
    assert not claim_spare(chain=Chain(name="Nobody"), tenant=tenant, domain=domain)
