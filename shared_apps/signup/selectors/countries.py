"""Countries we can open in: those whose taxes are known. Names, currencies and zones come from Unicode's CLDR."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies
from django.conf import settings
from django.utils.translation import get_language

from shared_apps.signup.contracts import CountryFacts

# CLDR does not rank a country's zones; where there are several, this is where most people live.
_MAIN_ZONES = {
    "US": "America/New_York", "CA": "America/Toronto", "AU": "Australia/Sydney", "ID": "Asia/Jakarta",
    "ES": "Europe/Madrid", "DE": "Europe/Berlin", "PT": "Europe/Lisbon",
}  # fmt: skip

_list_codes: Callable[[], Iterable[str]] = lambda: ("IT", "GB")  # noqa: E731
_tax_note: Callable[[str], str] = lambda country: ""  # noqa: E731


def register_countries(*, list_codes: Callable[[], Iterable[str]], tax_note: Callable[[str], str]) -> None:
    """Handed down at start: the countries with tax tables, and one sentence about each one's taxes."""
    global _list_codes, _tax_note
    _list_codes, _tax_note = list_codes, tax_note


def list_countries() -> tuple[CountryFacts, ...]:
    """By name, in the active language."""
    language = get_language() or settings.LANGUAGE_CODE
    return tuple(sorted((country_facts(code, language) for code in _list_codes()), key=lambda facts: facts.name))


def find_country(code: str) -> CountryFacts | None:
    return next((facts for facts in list_countries() if facts.code == code), None)


@lru_cache(maxsize=256)
def country_facts(code: str, language: str) -> CountryFacts:
    zones = tuple(sorted(get_global("territory_zones").get(code, ("UTC",))))
    main = _MAIN_ZONES.get(code, zones[0])
    offered = {tag for tag, _ in settings.LANGUAGES}
    spoken = next((tag for tag in get_official_languages(code) if tag in offered), settings.LANGUAGE_CODE)
    return CountryFacts(
        code=code,
        name=Locale.parse(language, sep="-").territories.get(code, code),
        currency=get_territory_currencies(code)[0],
        timezones=(main, *(zone for zone in zones if zone != main)),
        language=spoken,
        tax_note=_tax_note(code),
    )
