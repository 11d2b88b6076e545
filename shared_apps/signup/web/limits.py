from hashlib import sha256

from django.http import HttpRequest

from shared_apps.limits.facade import address_of, count

MOST = 30
MOST_LETTERS = 5


def may_sign_up(request: HttpRequest) -> bool:
    """Counts a sign-up from this address; False where there were too many within a minute.

    While Redis is away nobody is counted and everybody may: opening a restaurant costs us a schema at most, and
    turning away a new one would cost more. Guessing at an account's password stays shut, by sign-in's own limit.
    """
    counted = count(what="signup", client=address_of(request))
    return counted is None or counted.of_client <= MOST


def may_ask(request: HttpRequest) -> bool:
    """Counts who asks for an owner's letter; False where there were too many from this address within a minute."""
    counted = count(what="offices", client=address_of(request))
    return counted is None or counted.of_client <= MOST_LETTERS


def may_be_written_to(email: str) -> bool:
    """One letter a minute to each mailbox, whoever asks, and whether we know it or not."""
    counted = count(what="offices-to", client=sha256(email.strip().casefold().encode()).hexdigest())
    return counted is None or counted.of_client <= 1
