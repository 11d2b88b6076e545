from datetime import time
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shared_apps.signup.contracts import Answers
from shared_apps.signup.selectors.countries import find_country, list_countries
from shared_apps.signup.selectors.subdomains import free_subdomain

COLOURS = ["#0f6b4f", "#b3261e", "#c2410c", "#9a6700", "#1d4ed8", "#6d28d9", "#be185d", "#1f2937"]
STEPS: tuple[tuple[str, ...], ...] = (
    ("brand", "subdomain", "colour", "country", "currency", "timezone", "language"),
    ("venue_name", "street", "city", "postcode", "phone", "open_days", "opens", "closes"),
    ("owner_name", "email", "password"),
)
_DAYS = [
    (0, _("Mon")), (1, _("Tue")), (2, _("Wed")), (3, _("Thu")), (4, _("Fri")), (5, _("Sat")), (6, _("Sun")),
]  # fmt: skip
_MISSING = {
    "brand": _("Tell us the name over your door."),
    "subdomain": _("Choose the address where guests find you."),
    "venue_name": _("Give the venue a name; with one venue, the street or the quarter will do."),
    "street": _("Where do guests and couriers find you?"),
    "city": _("Which city is it in?"),
    "postcode": _("The postcode belongs to the address on receipts."),
    "open_days": _("Choose at least one day."),
    "opens": _("When do you open?"),
    "closes": _("When do you close?"),
    "owner_name": _("How may we call you?"),
    "email": _("With this address you sign in."),
    "password": _("Choose a password to sign in with."),
}


def _text(autocomplete: str, placeholder: Any = "") -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": autocomplete, "placeholder": placeholder})


class SignupForm(forms.Form):
    """All three steps in one form; a step that was answered travels along as hidden fields, so nothing is lost."""

    brand = forms.CharField(
        label=_("What is your restaurant called?"), max_length=60, widget=_text("organization", _("Trattoria Brera"))
    )
    subdomain = forms.CharField(label=_("Your address on the web"), max_length=63, widget=_text("off"))
    colour = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label=_("Your colour"),
        initial=COLOURS[0],
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    country = forms.ChoiceField(label=_("Country"))
    currency = forms.CharField(label=_("Currency"), max_length=3, min_length=3, required=False)
    timezone = forms.CharField(label=_("Time zone"), max_length=64, required=False)
    language = forms.ChoiceField(
        label=_("Guests’ language"), choices=[("en", "English"), ("it", "Italiano")], required=False
    )

    venue_name = forms.CharField(
        label=_("Name of the venue"),
        max_length=80,
        help_text=_("As guests know it, such as the quarter it is in."),
        widget=_text("off", _("Brera")),
    )
    street = forms.CharField(label=_("Street and number"), max_length=200, widget=_text("street-address"))
    city = forms.CharField(label=_("City"), max_length=100, widget=_text("address-level2"))
    postcode = forms.CharField(label=_("Postcode"), max_length=20, widget=_text("postal-code"))
    phone = forms.CharField(
        label=_("Phone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    open_days = forms.TypedMultipleChoiceField(
        label=_("Open on"),
        choices=_DAYS,
        coerce=int,
        initial=[day for day, _name in _DAYS],
        widget=forms.CheckboxSelectMultiple,
    )
    opens = forms.TimeField(
        label=_("From"), initial=time(12), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    closes = forms.TimeField(
        label=_("Until"),
        initial=time(22, 30),
        help_text=_("Past midnight is fine."),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )

    owner_name = forms.CharField(label=_("Your name"), max_length=120, widget=_text("name"))
    email = forms.EmailField(label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        help_text=_("At least ten characters; a few words in a row are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, upto: int = 3, **kwargs: Any) -> None:
        """`upto`: the last step that is checked; what comes later has not been asked yet."""
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        country.choices = [(facts.code, facts.name) for facts in list_countries()]
        for name, message in _MISSING.items():
            self.fields[name].error_messages["required"] = message
        for name in (name for step in STEPS[upto:] for name in step):
            self.fields[name].required = False
        self.upto = upto

    def clean_subdomain(self) -> str:
        return free_subdomain(str(self.cleaned_data["subdomain"]))

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"])
        digits = sum(sign.isdigit() for sign in phone)
        if phone and not 6 <= digits <= 15:
            raise forms.ValidationError(_t("Enter a phone number with 6 to 15 digits, such as +39 02 1234567."))
        return phone

    def clean_timezone(self) -> str:
        zone = str(self.cleaned_data["timezone"])
        if zone and zone not in available_timezones():
            raise forms.ValidationError(_t("Choose a time zone from the list."))
        return zone

    def clean_currency(self) -> str:
        code = str(self.cleaned_data["currency"]).upper()
        if code and not (code.isascii() and code.isalpha()):
            raise forms.ValidationError(_t("A currency is three letters, such as EUR."))
        return code

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if password:
            validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        facts = find_country(str(data.get("country", "")))
        if facts is not None:
            data["currency"] = data.get("currency") or facts.currency
            data["timezone"] = data.get("timezone") or facts.timezones[0]
            data["language"] = data.get("language") or facts.language
        if self.upto >= 2 and data.get("opens") is not None and data.get("opens") == data.get("closes"):
            self.add_error("closes", _t("Opening and closing are the same time."))
        return data

    def forgive(self) -> None:
        """Complain about nothing: what is shown has not been asked yet."""
        self._errors = ErrorDict()

    def first_step_with_errors(self) -> int:
        """1, 2 or 3; 0 where everything asked so far is right."""
        return next((place for place, names in enumerate(STEPS, 1) if any(name in self.errors for name in names)), 0)

    def answers(self) -> Answers:
        data = self.cleaned_data
        names = [name for step in STEPS for name in step if name not in ("password", "open_days")]
        return Answers(open_days=tuple(sorted(data["open_days"])), **{name: data[name] for name in names})
