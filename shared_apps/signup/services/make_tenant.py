from shared_apps.signup.contracts import Answers
from shared_apps.signup.models import Signup
from tenants.errors import SubdomainTakenError
from tenants.facade import NewTenant, TenantRef, create_tenant, find_tenant_by, get_chain


def make_tenant(*, signup: Signup, answers: Answers) -> None:
    """Claim a schema, an address and a chain for this sign-up, once.

    Raises SubdomainTakenError where somebody was faster, and what else the engine refuses.
    """
    if signup.tenant_id is not None:
        return
    languages = tuple(dict.fromkeys((answers.language, "en")))
    new = NewTenant(
        name=answers.brand,
        slug=answers.subdomain,
        country=answers.country,
        currency=answers.currency,
        timezone=answers.timezone,
        languages=languages,
        chain_name=answers.brand,
        owner_id=signup.account_id,
    )
    try:
        tenant = create_tenant(new)
    except SubdomainTakenError:
        mine = _made_before_a_crash(signup)
        if mine is None:
            raise
        tenant = mine
    signup.tenant_id = tenant.id
    signup.save(update_fields=["tenant_id"])


def _made_before_a_crash(signup: Signup) -> TenantRef | None:
    """The tenant at this address, if this very owner made it and no sign-up has written it down yet."""
    tenant = find_tenant_by(slug=signup.subdomain)
    if tenant is None or tenant.chain_id is None or signup.account_id is None:
        return None
    if get_chain(chain_id=tenant.chain_id).owner_id != signup.account_id:
        return None
    return None if Signup.objects.filter(tenant_id=tenant.id).exists() else tenant
