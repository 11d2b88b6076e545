"""What people type about a venue. Rules live in the services; forms turn text into values and back."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from tenant_apps.venues.contracts import NewVenue, ServiceType, VenueInfo, VenueProfile
from tenant_apps.venues.selectors.words import SERVICE_WORDS

SERVICE_LABELS = tuple((service, word.label) for service, word in SERVICE_WORDS.items())


def timezone_choices() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name]


class AmountField(forms.DecimalField):
    """An amount from zero up, shown and taken as the reader writes it: 1,90 in Italian, 1.90 in English."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(min_value=0, max_digits=10, decimal_places=4, localize=True, widget=widget, **options)


class NewVenueForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("What guests call it, such as “Navigli”."))
    address = forms.CharField(label=_("Street and number"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=16, required=False)
    city = forms.CharField(label=_("City"), max_length=100)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)

    def new_venue(self) -> NewVenue:
        return NewVenue(**self.cleaned_data)


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    is_active = forms.BooleanField(
        label=_("Open for business"), required=False, help_text=_("Off: guests no longer see this venue.")
    )
    address = forms.CharField(label=_("Street and number"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=16, required=False)
    city = forms.CharField(label=_("City"), max_length=100, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    tax_number = forms.CharField(label=_("VAT number"), max_length=32, required=False)
    sales_tax_percent = forms.DecimalField(
        label=_("Sales tax"),
        required=False,
        min_value=0,
        max_value=99,
        max_digits=6,
        decimal_places=3,
        help_text=_("What your state and town add to the price of a meal. Nothing can be ordered before it is set."),
    )
    latitude = forms.DecimalField(
        label=_("Latitude"), required=False, min_value=-90, max_value=90, max_digits=9, decimal_places=6
    )
    longitude = forms.DecimalField(
        label=_("Longitude"), required=False, min_value=-180, max_value=180, max_digits=9, decimal_places=6
    )
    timezone = forms.ChoiceField(label=_("Time zone"), choices=timezone_choices)
    services = forms.MultipleChoiceField(
        label=_("How you serve"), choices=SERVICE_LABELS, required=False, widget=forms.CheckboxSelectMultiple
    )
    auto_accept = forms.BooleanField(
        label=_("Accept orders automatically"),
        required=False,
        help_text=_("Paid orders go straight to the kitchen. Off: someone presses Accept."),
    )
    prep_minutes = forms.IntegerField(label=_("Time to prepare"), min_value=1, max_value=240)
    last_order_minutes = forms.IntegerField(label=_("Last order before closing"), min_value=0, max_value=240)
    slot_minutes = forms.IntegerField(label=_("Offer a time every"), min_value=5, max_value=120)
    days_ahead = forms.IntegerField(label=_("Order ahead"), min_value=0, max_value=30, help_text=_("0: today only."))
    day_ends_at = forms.TimeField(
        label=_("Business day ends at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Sales after midnight count towards the evening before, up to this time."),
    )

    @classmethod
    def of(cls, venue: VenueInfo) -> "ProfileForm":
        initial: dict[str, Any] = {name: getattr(venue, name) for name in cls.base_fields}
        return cls(initial=initial | {"services": [service.value for service in venue.services]})

    def profile(self) -> VenueProfile:
        values = self.cleaned_data | {
            "services": frozenset(ServiceType(value) for value in self.cleaned_data["services"])
        }
        return VenueProfile(**values)
