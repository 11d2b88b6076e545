"""The looks a tenant may choose."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from comanda.kernel.colour import parse_hex
from shared_apps.branding.errors import LogoRefusedError
from shared_apps.branding.models import Theme
from shared_apps.branding.services.store_logo import store_logo


class ColourField(forms.CharField):
    """A colour as `#rrggbb`, picked or typed."""

    widget = forms.TextInput(attrs={"type": "color", "class": "form-control-color"})

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return parse_hex(text)
        except ValueError:
            raise forms.ValidationError(_("Colours look like #0f6b4f.")) from None


class ThemeForm(forms.Form):
    brand = ColourField(
        label=_("Brand colour"), help_text=_("Buttons, links and marks. Text on it always stays readable.")
    )
    accent = ColourField(label=_("Accent colour"), help_text=_("Small marks such as counts."))
    family = forms.ChoiceField(
        label=_("Type"),
        widget=forms.RadioSelect,
        choices=[
            (Theme.Family.FIGTREE, _("Modern")),
            (Theme.Family.DM_SANS, _("Plain")),
            (Theme.Family.NUNITO, _("Friendly")),
            (Theme.Family.FRAUNCES, _("Classic")),
        ],
    )
    corner = forms.ChoiceField(
        label=_("Corners"),
        widget=forms.RadioSelect,
        choices=[(Theme.Corner.SHARP, _("Sharp")), (Theme.Corner.SOFT, _("Soft")), (Theme.Corner.ROUND, _("Round"))],
    )
    mode = forms.ChoiceField(
        label=_("Light or dark"),
        widget=forms.RadioSelect,
        help_text=_("What guests see first; each may switch for themselves."),
        choices=[
            (Theme.Mode.AUTO, _("As the device says")),
            (Theme.Mode.LIGHT, _("Light")),
            (Theme.Mode.DARK, _("Dark")),
        ],
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG or WebP, up to 2 MB."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    remove_logo = forms.BooleanField(label=_("Remove the logo"), required=False)

    def clean_logo(self) -> tuple[str, int, int] | None:
        """The stored logo, or None where none was sent."""
        upload: UploadedFile[bytes] | None = self.cleaned_data.get("logo")
        if not upload or self.errors:
            return None
        try:
            return store_logo(upload=upload)
        except LogoRefusedError as error:
            raise forms.ValidationError([str(text) for text in error.fields["logo"]]) from None
