"""A tenant's looks through the API, checked as the page checks them."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import requires
from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.http.bodies import read_over
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from shared_apps.branding.contracts import ThemeInfo
from shared_apps.branding.office.forms import ThemeForm
from shared_apps.branding.selectors.themes import get_theme
from shared_apps.branding.services.save_theme import save_theme
from shared_apps.branding.services.store_logo import store_logo
from tenants.context import current_tenant

CAPABILITY = "theme.edit"
TAGS = ["theme"]


@dataclass(frozen=True, slots=True)
class ThemeBody:
    """Colours as `#rrggbb`. What is left out stays as it is."""

    brand: str = field(metadata={"most": 7})
    accent: str = field(metadata={"most": 7})
    family: str = field(metadata={"most": 16, "about": "`figtree`, `dm-sans`, `nunito` or `fraunces`."})
    corner: str = field(metadata={"most": 16, "about": "`sharp`, `soft` or `round`."})
    mode: str = field(metadata={"most": 16, "about": "`auto`, `light` or `dark`."})

    @classmethod
    def of(cls, theme: ThemeInfo) -> "ThemeBody":
        return cls(theme.brand, theme.accent, theme.family, theme.corner, theme.mode)


class LogoSerializer(serializers.Serializer[Any]):
    logo = serializers.FileField(help_text="PNG, JPEG or WebP, up to 2 MB.")


ThemeAnswer = schema(ThemeBody, name="Theme", logo_url=str, logo_width=int, logo_height=int, version=str)


class ThemeView(APIView):
    @extend_schema(
        operation_id="theme_retrieve",
        tags=TAGS,
        summary="How the tenant looks",
        responses={200: ThemeAnswer, **problems(401, 403)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request) -> Response:
        return _answer()

    @extend_schema(
        operation_id="theme_partial_update",
        tags=TAGS,
        summary="Change how the tenant looks; guests see it at once",
        request=schema(ThemeBody, name="ChangeTheme")(partial=True),
        responses={200: ThemeAnswer, **problems(400, 401, 403)},
    )
    @requires(CAPABILITY)
    def patch(self, request: Request) -> Response:
        tenant_id = current_tenant().id
        form = ThemeForm(asdict(read_over(ThemeBody.of(get_theme(tenant_id=tenant_id)), request.data)))
        if not form.is_valid():
            fields = {name: [str(text) for text in texts] for name, texts in form.errors.items()}
            raise ValidationFailedError(_("Some fields need another look."), fields=fields)
        save_theme(tenant_id=tenant_id, **{name: form.cleaned_data[name] for name in ThemeBody.__slots__})
        return _answer()


class LogoView(APIView):
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="theme_logo_update",
        tags=TAGS,
        summary="Give the tenant its logo",
        request={"multipart/form-data": LogoSerializer},
        responses={200: ThemeAnswer, **problems(400, 401, 403)},
    )
    @requires(CAPABILITY)
    def put(self, request: Request) -> Response:
        sent = LogoSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        _keep(store_logo(upload=sent.validated_data["logo"]))
        return _answer()

    @extend_schema(
        operation_id="theme_logo_destroy",
        tags=TAGS,
        summary="Do without a logo",
        request=None,
        responses={204: None, **problems(401, 403)},
    )
    @requires(CAPABILITY)
    def delete(self, request: Request) -> Response:
        _keep(("", 0, 0))
        return Response(status=status.HTTP_204_NO_CONTENT)


def _keep(logo: tuple[str, int, int]) -> None:
    theme = get_theme(tenant_id=current_tenant().id)
    save_theme(
        tenant_id=theme.tenant_id,
        brand=theme.brand,
        accent=theme.accent,
        family=theme.family,
        corner=theme.corner,
        mode=theme.mode,
        logo=logo,
    )


def _answer() -> Response:
    theme = get_theme(tenant_id=current_tenant().id)
    names = (*ThemeBody.__slots__, "logo_url", "logo_width", "logo_height", "version")
    return Response({name: getattr(theme, name) for name in names})
