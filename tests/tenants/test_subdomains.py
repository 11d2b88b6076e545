"""Names that would lend a stranger our authority, or that break something, are refused in words."""

import pytest

from tenants.connections import direct_connection
from tenants.contracts import NewTenant
from tenants.errors import SubdomainRefusedError, SubdomainTakenError
from tenants.facade import check_slug, check_subdomain, create_tenant
from tenants.models import Chain, SpareSchema, Tenant

MALICIOUS = [
    "public", "pg_catalog", "pg-x", "information_schema", "x; drop schema public cascade", "a'b", 'a"b', "a`b",
    "da mario", "-mario", "mario-", "da--mario", "xn--mario", "../etc", "a/b", "a.b", "mario\x00", "ma\nrio", "ma",
    "m" * 41, "123", "pizzería", "ｐｉｚｚａ", "www", "admin", "API", "select%20", "${jndi}", "{{7*7}}", "<script>", "",
    "   ", "template", "login", "postgres", "localhost", "null", "робот",
]  # fmt: skip


@pytest.mark.parametrize("name", MALICIOUS)
def test_refused_in_words(name):
    with pytest.raises(SubdomainRefusedError) as refusal:
        check_subdomain(name)
    assert refusal.value.status == 400
    assert refusal.value.fields["subdomain"]
    assert str(refusal.value.remedy)


@pytest.mark.parametrize(("typed", "used"), [("Da-Mario", "da-mario"), (" trattoria7 ", "trattoria7"), ("7b7", "7b7")])
def test_good_names_pass(typed, used):
    assert check_subdomain(typed) == used


@pytest.mark.django_db
@pytest.mark.parametrize("name", MALICIOUS)
def test_a_refused_name_leaves_no_schema(name):
    def census():
        with direct_connection("default") as connection:
            schemas = connection.execute("SELECT array_agg(nspname ORDER BY 1) FROM pg_namespace").fetchone()
        return schemas, Tenant.objects.count(), Chain.objects.count(), SpareSchema.objects.count()

    before = census()
    with pytest.raises(SubdomainRefusedError):
        create_tenant(NewTenant(name="X", slug=name, country="IT", currency="EUR", timezone="Europe/Rome"))
    assert census() == before


@pytest.mark.django_db
def test_a_taken_name_is_named_with_a_way_on():
    with pytest.raises(SubdomainTakenError) as refusal:
        check_slug("Alfa")
    assert "alfa-" in str(refusal.value.remedy)
    assert check_slug("alfa-milano") == "alfa-milano"
