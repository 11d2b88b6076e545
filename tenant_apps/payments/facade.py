"""What other rooms may ask of payments."""

from tenant_apps.payments.selectors.attempts import get_attempt, get_attempt_by_key, list_attempts, list_refunds
from tenant_apps.payments.selectors.cards import list_cards
from tenant_apps.payments.selectors.decline_words import decline_sentence, decline_text
from tenant_apps.payments.services.capture import ask_capture
from tenant_apps.payments.services.open_attempt import open_attempt
from tenant_apps.payments.services.record_cash import record_cash
from tenant_apps.payments.services.refund import refund
from tenant_apps.payments.services.release import ask_release
from tenant_apps.payments.services.resolve_action import resolve_action

__all__ = [
    "ask_capture",
    "ask_release",
    "decline_sentence",
    "decline_text",
    "get_attempt",
    "get_attempt_by_key",
    "list_attempts",
    "list_cards",
    "list_refunds",
    "open_attempt",
    "record_cash",
    "refund",
    "resolve_action",
]
