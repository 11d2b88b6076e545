from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenant_apps.payments.contracts import TEST_CARDS, Provider, TestCard
from tenant_apps.payments.providers.registry import is_offered

_OUTCOMES: dict[str, str | Promise] = {
    "tok_success": _("goes through"),
    "tok_challenge": _("asks for a second step"),
    "tok_declined": _("is declined"),
    "tok_insufficient_funds": _("has not enough money"),
}


def list_cards() -> tuple[TestCard, ...]:
    """What can be paid with besides cash, with what each will do in the reader's words; empty in an installation that
    takes no test cards."""
    if not is_offered(Provider.TEST_CARD):
        return ()
    return tuple(replace(card, outcome=str(_OUTCOMES.get(card.token, card.outcome))) for card in TEST_CARDS)
