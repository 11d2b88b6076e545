"""Sign-up for apps: the same answers, the same steps, the same door as on the page.

An app holds a token of its own; what is kept is the token's digest, so that no page's address opens anything here.
"""

import hashlib
from dataclasses import asdict, replace

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.errors import DomainError, TooManyRequestsError, ValidationFailedError
from comanda.kernel.http.bodies import read
from comanda.kernel.http.once import IDEMPOTENCY_KEY, idempotency_key
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from comanda.kernel.idempotency.claim import claim, find_claim, fingerprint
from shared_apps.signup.contracts import CountryFacts, Progress
from shared_apps.signup.rest.bodies import Entry, SignupBody, SubdomainBody, SubdomainState
from shared_apps.signup.rest.examples import NEW_SIGNUP
from shared_apps.signup.selectors.countries import list_countries
from shared_apps.signup.services.choose_subdomain import choose_subdomain
from shared_apps.signup.services.open_door import open_door
from shared_apps.signup.services.progress import get_progress
from shared_apps.signup.services.run_next_step import run_next_step
from shared_apps.signup.services.start_signup import start_signup
from shared_apps.signup.web.forms import SignupForm
from shared_apps.signup.web.limits import may_sign_up
from tenants.facade import check_slug

TAGS = ["sign-up"]
SCOPE = "signup"

ProgressAnswer = schema(Progress, name="SignupProgress")


class OpenView(APIView):
    # Nobody is signed in yet; whoever is, is nobody here. (No docstring: the API's document would show it.)
    authentication_classes = []
    permission_classes = [AllowAny]


class SignupsView(OpenView):
    @extend_schema(
        operation_id="signups_create",
        tags=TAGS,
        summary="Start a sign-up",
        description=(
            "Writes the answers down; `steps/` then carries them out. Keep the `token`: it is the key to this sign-up, "
            "and to the office for ten minutes after its end."
        ),
        auth=[],
        parameters=[IDEMPOTENCY_KEY],
        request=schema(SignupBody, name="Signup"),
        responses={201: ProgressAnswer, **problems(400, 409, 422, 429)},
        examples=[NEW_SIGNUP],
    )
    def post(self, request: Request) -> Response:
        key = idempotency_key(request)
        body = read(SignupBody, request.data)
        token = _token(key, body)
        if find_claim(scope=SCOPE, key=key, fingerprint=token) is None:
            if not may_sign_up(request._request):
                raise TooManyRequestsError(_("Too many sign-ups from here. Wait a minute, then try again."), wait=60)
            form = _checked(body)
            start_signup(
                token=_kept(token),
                answers=form.answers(),
                password=body.password,
                is_first=lambda: claim(scope=SCOPE, key=key, fingerprint=token, reference="") is None,
            )
        return Response(_told(get_progress(token=_kept(token)), token), status=status.HTTP_201_CREATED)


class SignupView(OpenView):
    @extend_schema(
        operation_id="signups_retrieve",
        tags=TAGS,
        summary="How far a sign-up is",
        auth=[],
        responses={200: ProgressAnswer, **problems(404)},
    )
    def get(self, request: Request, token: str) -> Response:
        return Response(_told(get_progress(token=_kept(token)), token))


class StepsView(OpenView):
    @extend_schema(
        operation_id="signups_steps_create",
        tags=TAGS,
        summary="Do the next step",
        description=(
            "Until `finished`; then `origin` is where the restaurant is served, and the owner can sign in there. "
            "Doing a step twice does no harm. With a `problem`, such as an address that somebody else has just taken, "
            "nothing goes on until it is put right."
        ),
        auth=[],
        request=None,
        responses={200: ProgressAnswer, **problems(404)},
    )
    def post(self, request: Request, token: str) -> Response:
        return Response(_told(run_next_step(token=_kept(token)), token))


class OtherSubdomainView(OpenView):
    @extend_schema(
        operation_id="signups_subdomain_update",
        tags=TAGS,
        summary="Choose another address, where the first was taken in the meantime",
        auth=[],
        request=schema(SubdomainBody),
        responses={200: ProgressAnswer, **problems(400, 404, 409)},
    )
    def put(self, request: Request, token: str) -> Response:
        kept = _kept(token)
        wanted = check_slug(read(SubdomainBody, request.data).subdomain)
        choose_subdomain(token=kept, subdomain=wanted)
        return Response(_told(get_progress(token=kept), token))


class EntryView(OpenView):
    @extend_schema(
        operation_id="signups_entry_create",
        tags=TAGS,
        summary="The way into the new office",
        description="An address to open in a browser, signed in; made for ten minutes after the sign-up's end.",
        auth=[],
        request=None,
        responses={201: schema(Entry, name="SignupEntry"), **problems(404)},
    )
    def post(self, request: Request, token: str) -> Response:
        return Response(Entry(url=open_door(token=_kept(token))), status=status.HTTP_201_CREATED)


class SubdomainView(OpenView):
    @extend_schema(
        operation_id="signups_subdomains_retrieve",
        tags=TAGS,
        summary="Whether an address is free",
        auth=[],
        responses={200: schema(SubdomainState)},
    )
    def get(self, request: Request, subdomain: str) -> Response:
        try:
            return Response(SubdomainState(subdomain=check_slug(subdomain), is_free=True))
        except DomainError as refusal:
            return Response(
                SubdomainState(
                    subdomain=subdomain,
                    is_free=False,
                    code=refusal.code,
                    problem=str(refusal.message),
                    remedy=str(refusal.remedy),
                )
            )


class CountriesView(OpenView):
    @extend_schema(
        operation_id="signups_countries_list",
        tags=TAGS,
        summary="Where a restaurant can open, and what follows from it",
        auth=[],
        responses={200: schema(CountryFacts, name="Country")(many=True)},
    )
    def get(self, request: Request) -> Response:
        return Response(list_countries())


def _token(key: str, body: SignupBody) -> str:
    """The same key and answers (the password too) give the same token; nobody else can work it out."""
    return salted_hmac("shared_apps.signup.rest", f"{key}\0{fingerprint(body)}", algorithm="sha256").hexdigest()


def _kept(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _told(progress: Progress, token: str) -> Progress:
    return replace(progress, token=token)


def _checked(body: SignupBody) -> SignupForm:
    """Raises ValidationFailedError in the page's own words."""
    form = SignupForm(asdict(body))
    if not form.is_valid():
        fields = {name: [str(text) for text in texts] for name, texts in form.errors.items()}
        raise ValidationFailedError(_("Some fields need another look."), fields=fields)
    return form
