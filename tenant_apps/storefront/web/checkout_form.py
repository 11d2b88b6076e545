"""Everything checkout asks, on one page. What is required depends on how the food reaches the guest."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comanda.kernel.money import quantize
from tenant_apps.customers.contracts import CustomerInfo, SavedAddress
from tenant_apps.ordering.contracts import Contact, DeliveryAddress
from tenant_apps.ordering.facade import find_zone
from tenant_apps.payments.contracts import Provider
from tenant_apps.payments.facade import list_cards
from tenant_apps.storefront.web.places import clock_time
from tenant_apps.storefront.web.serving import offered_services
from tenant_apps.venues.contracts import ServiceType, TableInfo, VenueInfo, ZoneInfo
from tenant_apps.venues.facade import SERVICE_WORDS, list_slots, open_state

TIPS = (0, 5, 10, 15)
"""Percent of the dishes."""


def payment_choices() -> list[tuple[str, Any]]:
    """Cash, and where they are taken the cards of the built-in test provider with what each will do."""
    cards = [(f"{Provider.TEST_CARD}:{card.token}", f"{card.label}: {card.outcome}") for card in list_cards()]
    return [("cash", _("Cash")), *cards]


class CheckoutForm(forms.Form):
    service = forms.ChoiceField(widget=forms.RadioSelect)
    when = forms.ChoiceField(label=_("When"), required=False)
    saved = forms.ChoiceField(label=_("One of your addresses"), required=False)
    street = forms.CharField(
        label=_("Street and number"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )  # fmt: skip
    postcode = forms.CharField(
        label=_("Postcode"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    city = forms.CharField(
        label=_("City"), required=False, max_length=80, widget=forms.TextInput(attrs={"autocomplete": "address-level2"})
    )
    details = forms.CharField(label=_("Floor, bell, gate"), required=False, max_length=200)
    keep = forms.BooleanField(label=_("Keep this address for next time"), required=False)
    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Tell us a name to call out.")},
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    note = forms.CharField(
        label=_("Note for the whole order"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    payment = forms.ChoiceField(label=_("How will you pay?"), widget=forms.RadioSelect)
    tip = forms.TypedChoiceField(
        label=_("A tip for the team?"), widget=forms.RadioSelect, coerce=int, required=False, empty_value=None
    )

    def __init__(
        self,
        *args: Any,
        venue: VenueInfo,
        table: TableInfo | None,
        customer: CustomerInfo | None,
        at: datetime,
        zone: ZoneInfo | None = None,
        **kwargs: Any,
    ) -> None:
        """`zone`: where a delivery goes, as far as it is known already; the address that was sent says it again."""
        super().__init__(*args, **kwargs)
        self.venue, self.table, self.customer, self.at = venue, table, customer, at
        self._choices("service", self._services())
        self._choices("payment", payment_choices())
        self.takes_cards = bool(list_cards())
        self._choices("tip", [(percent, f"{percent}%" if percent else gettext("No tip")) for percent in TIPS])
        self._choices("saved", self._saved())
        self.zone = self._zone() if self.is_bound else zone
        self._choices("when", self._times(self.chosen_service()))

    def _choices(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def _services(self) -> list[tuple[str, Any]]:
        offered = (ServiceType.DINE_IN,) if self.table is not None else offered_services(self.venue)
        return [(code, SERVICE_WORDS[code].label) for code in offered]

    def _saved(self) -> list[tuple[str, str]]:
        addresses: tuple[SavedAddress, ...] = self.customer.addresses if self.customer else ()
        if not addresses:
            return []
        named = [(str(a.id), f"{a.label}: {a.street}, {a.city}".lstrip(": ")) for a in addresses]
        return [("", gettext("Another address")), *named]

    def _times(self, service: str) -> list[tuple[str, str]]:
        """As soon as possible while the venue takes orders; after hours only the times that are still to come."""
        soon = [("", gettext("As soon as possible"))]
        if service == ServiceType.DINE_IN or service not in self.venue.services:
            return soon
        slots = list_slots(venue_id=self.venue.id, service=service, at=self.at, zone=self.zone)
        times = [(slot.isoformat(), clock_time(slot, self.venue, on=self.at)) for slot in slots]
        state = open_state(venue_id=self.venue.id, service=service, at=self.at)
        return [*soon, *times] if state.takes_orders(self.at) or not times else times

    def chosen_service(self) -> str:
        """What is ticked, or the first that is offered."""
        wanted = str(self.data.get("service", "") or self.initial.get("service", ""))
        offered = [code for code, _text in self._services()]
        return wanted if wanted in offered else (offered[0] if offered else "")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("service") == ServiceType.DELIVERY and not data.get("saved"):
            for name, message in {
                "street": _("Where to? Give the street and the number."),
                "postcode": _("Give the postcode: it tells our zone."),
            }.items():
                if not data.get(name):
                    self.add_error(name, message)
        if data.get("service") != ServiceType.DINE_IN and not (data.get("phone") or data.get("email")):
            self.add_error("phone", _("Leave a phone number or an e-mail, so that we can reach you."))
        return data

    def address(self) -> DeliveryAddress | None:
        """The address as far as it is known; None unless it is a delivery with a street or a postcode."""
        return self._address_in(self.cleaned_data)

    def _zone(self) -> ZoneInfo | None:
        """Before anything is judged: the times to choose from hang on it."""
        address = self._address_in({name: str(self.data.get(name, "")).strip() for name in self.fields})
        return find_zone(venue=self.venue, address=address) if address else None

    def _address_in(self, data: Mapping[str, Any]) -> DeliveryAddress | None:
        if data.get("service") != ServiceType.DELIVERY:
            return None
        for saved in self.customer.addresses if self.customer else ():
            if str(saved.id) == data.get("saved"):
                return DeliveryAddress(
                    saved.street, saved.city, saved.postcode, saved.latitude, saved.longitude, saved.details
                )
        if not (data.get("street") and data.get("postcode")):
            return None
        city = data.get("city") or self.venue.city
        return DeliveryAddress(data["street"], city, data["postcode"], details=data.get("details", ""))

    def contact(self) -> Contact:
        data = self.cleaned_data
        return Contact(name=data.get("name", ""), phone=data.get("phone", ""), email=data.get("email", ""))

    def requested_for(self) -> datetime | None:
        """The time asked for; the first on offer where nothing was answered yet. None: as soon as possible, which a
        venue that has closed in the meantime refuses: nobody gets another time than the one they chose."""
        times = [value for value, _text in self._times(self.chosen_service())]
        asked = self.data.get("when")
        text = times[0] if asked is None else asked if asked in times else ""
        return datetime.fromisoformat(text) if text else None

    def tip_on(self, subtotal: Decimal, currency: str) -> Decimal:
        """The tip on dishes worth `subtotal`, as it can be paid."""
        percent = (self.cleaned_data if self.is_bound else self.initial).get("tip") or 0
        return quantize(subtotal * percent / 100, currency)
