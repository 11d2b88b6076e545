from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.customers.contracts import CustomerInfo
from tenant_apps.customers.models import Customer
from tenant_apps.customers.selectors.customers import get_customer
from tenant_apps.customers.selectors.normalise import clean_phone


def change_profile(*, customer_id: int, name: str, phone: str, language: str) -> CustomerInfo:
    """What a customer may change about themselves; the e-mail address is changed where sign-in is."""
    name = " ".join(name.split())
    number = clean_phone(phone)
    problems: dict[str, list[str]] = {}
    if not name:
        problems["name"] = [_("Enter your name.")]
    if phone.strip() and not 6 <= len(number.lstrip("+")) <= 15:
        problems["phone"] = [_("Enter a phone number with 6 to 15 digits, such as +39 02 1234567.")]
    if problems:
        raise ValidationFailedError(_("Some fields need another look."), fields=problems)
    Customer.objects.filter(pk=customer_id).update(name=name[:120], phone=number, language=language[:10])
    return get_customer(customer_id=customer_id)
