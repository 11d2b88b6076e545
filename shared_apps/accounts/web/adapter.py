"""How allauth behaves here: letters in the tenant's brand, an audit trail, everybody to their page."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User
from shared_apps.accounts.selectors.signed_in import user_id_of
from shared_apps.accounts.services.landing import landing_for
from shared_apps.accounts.web.letters import letter_for
from shared_apps.audit.contracts import Actor
from shared_apps.audit.facade import actor_of, record
from shared_apps.mailbox.facade import send_soon
from tenants import live
from tenants.context import current_tenant


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This e-mail and this password do not go together. Try again, or choose a new one."
        ),
        "incorrect_password": _("That is not your password."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Customers register at a restaurant; on the platform's own host people open one, at /signup/."""
        if current_tenant().is_platform:
            raise ImmediateHttpResponse(redirect("/signup/"))
        return True

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: Any, commit: bool = True
    ) -> AbstractBaseUser:
        if isinstance(user, User):
            user.name = str(form.cleaned_data.get("name") or "")[:120]
            user.language = get_language() or ""
        saved: AbstractBaseUser = super().save_user(request, user, form, commit=commit)
        return saved

    def get_login_stages(self) -> list[str]:
        ours = "shared_apps.accounts.web.stages.PatientEmailVerificationStage"
        return [
            ours if stage == "allauth.account.stages.EmailVerificationStage" else stage
            for stage in super().get_login_stages()
        ]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return landing_for(user_id=user_id_of(request)) or str(super().get_login_redirect_url(request))

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return str(super().get_login_redirect_url(request))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        send_soon(to=email, letter=letter_for(template_prefix.rpartition("/")[2], context))

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        record(action="accounts.sign_in", actor=actor_of(request), object_type="user", object_id=user.pk)

    def logout(self, request: HttpRequest) -> None:
        user_id = request.user.pk
        if user_id is not None:
            record(action="accounts.sign_out", actor=actor_of(request), object_type="user", object_id=user_id)
        super().logout(request)
        # After the session is gone: sockets of the same browser find no way back, those of other devices do.
        if user_id is not None:
            live.disconnect_user(user_id=user_id)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        stranger = actor_of(request)
        tried = str(credentials.get("email") or "")[:254]
        record(
            action="accounts.sign_in_failed",
            actor=Actor(label=tried, ip=stranger.ip, request_id=stranger.request_id),
        )

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        super().set_password(user, password)
        record(action="accounts.password_set", actor=actor_of(self.request), object_type="user", object_id=user.pk)
        live.disconnect_user(user_id=user.pk)
