from tenant_apps.payments.contracts import TEST_CARDS, Provider, TestCard
from tenant_apps.payments.providers.registry import is_offered


def list_cards() -> tuple[TestCard, ...]:
    """What can be paid with besides cash; empty in an installation that takes no test cards."""
    return TEST_CARDS if is_offered(Provider.TEST_CARD) else ()
