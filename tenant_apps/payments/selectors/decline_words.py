"""Why a card was not charged, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WORDS: dict[str, str | Promise] = {
    "card_declined": _("The bank declined the card."),
    "insufficient_funds": _("There is not enough money on the card."),
    "authentication_failed": _("The second step was not passed."),
    "card_unknown": _("No bank knows this card."),
}


def decline_text(code: str) -> str | Promise:
    """For staff: a provider's other codes stay as they are."""
    return _WORDS.get(code, code)


def decline_sentence(code: str) -> str:
    """For guests, who are told no codes."""
    if code == "insufficient_funds":
        return str(_("Your card has not enough money: try another one."))
    return str(_WORDS.get(code, _WORDS["card_declined"]))
