from django.http import HttpRequest

from shared_apps.limits.facade import address_of, count

MOST = 30


def may_sign_up(request: HttpRequest) -> bool:
    """Counts a sign-up from this address; False where there were too many within a minute.

    While Redis is away nobody is counted and everybody may: opening a restaurant costs us a schema at most, and
    turning away a new one would cost more. Guessing at an account's password stays shut, by sign-in's own limit.
    """
    counted = count(what="signup", client=address_of(request))
    return counted is None or counted.of_client <= MOST
