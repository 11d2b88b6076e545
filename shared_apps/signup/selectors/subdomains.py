from django.core.exceptions import ValidationError
from django.utils.text import slugify

from comanda.kernel.errors import DomainError
from tenants.facade import check_slug


def suggest_subdomain(brand: str) -> str:
    """`Trattoria Brera!` -> `trattoria-brera`."""
    return slugify(brand)[:40].strip("-")


def free_subdomain(text: str) -> str:
    """The spelling to use. Raises Django's ValidationError with a sentence for the person."""
    try:
        return check_slug(text)
    except DomainError as refusal:
        raise ValidationError(refusal.sentence()) from None
