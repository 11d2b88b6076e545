"""What a new restaurant gets before its doors open, from rooms that sign-up must not know."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from comanda.kernel.clock import now
from comanda.kernel.errors import ValidationFailedError
from shared_apps.accounts.errors import EmailTakenError
from shared_apps.accounts.facade import create_user, find_user, send_verification
from shared_apps.branding.facade import save_theme
from shared_apps.signup.facade import SignupStep, StepInput, register_countries, register_step
from tenant_apps.pricing.facade import list_tax_countries, tax_rate
from tenant_apps.team.facade import appoint_owner
from tenant_apps.venues.contracts import NewVenue, OpeningHours, ServiceType
from tenant_apps.venues.facade import open_venue
from tenants.context import current_tenant


def register() -> None:
    register_countries(list_codes=list_tax_countries, tax_note=tax_note)
    register_step(SignupStep(name="venue", label=_("Your first venue and its hours"), run=first_venue))
    register_step(SignupStep(name="look", label=_("Your colours"), run=first_look))
    register_step(SignupStep(name="owner", label=_("Your key to the office"), run=first_owner))


def first_venue(given: StepInput) -> None:
    said = given.answers
    open_venue(
        new=NewVenue(
            name=said.venue_name,
            address=said.street,
            city=said.city,
            postcode=said.postcode,
            phone=said.phone,
            email=said.email,
            timezone=said.timezone,
            hours=tuple(OpeningHours(weekday=day, opens=said.opens, closes=said.closes) for day in said.open_days),
        )
    )


def first_look(given: StepInput) -> None:
    save_theme(tenant_id=current_tenant().id, brand=given.answers.colour.lower(), accent="#f2b33d")


def first_owner(given: StepInput) -> int:
    """The owner's user here, in charge, with a letter that asks to confirm the address. Doing it again finds them."""
    said = given.answers
    try:
        user_id = create_user(
            email=said.email,
            password=None,
            password_hash=given.password_hash,
            name=said.owner_name,
            language=said.language,
            verified=False,
            may_verify_later=True,
        )
    except EmailTakenError:
        existing = find_user(email=said.email)
        if existing is None:
            raise
        user_id = existing.id
    appoint_owner(user_id=user_id, name=said.owner_name)
    send_verification(
        user_id=user_id,
        origin=given.origin,
        heading=_t("Welcome to Comanda, %(name)s") % {"name": said.owner_name},
        paragraphs=(
            _t("%(brand)s is open for business at %(origin)s.") % {"brand": said.brand, "origin": given.origin},
            _t("Please confirm this address within two weeks, so that you can always get back in."),
        ),
    )
    return user_id


def tax_note(country: str) -> str:
    """`Prices include 10 % tax on meals.`, from the same table that prices orders."""
    try:
        rule = tax_rate(country=country, tax_category="food", service=ServiceType.DINE_IN, on=now().date())
    except ValidationFailedError:
        return _t("Sales tax is set at your venue, where your town sets it.")
    percent = f"{(rule.rate * 100).normalize():f}"
    if rule.included:
        return _t("Prices include %(percent)s%% tax on meals served.") % {"percent": percent}
    return _t("%(percent)s%% tax is added to meals served.") % {"percent": percent}
