"""How a tenant looks."""

from django.db import models

from shared_apps.branding.contracts import DEFAULT_ACCENT, DEFAULT_BRAND


class Theme(models.Model):
    """One tenant's looks. In the control schema, found by the tenant's number; no foreign key, so a tenant may move."""

    class Mode(models.TextChoices):
        AUTO = "auto"
        LIGHT = "light"
        DARK = "dark"

    class Family(models.TextChoices):
        FIGTREE = "figtree"
        DM_SANS = "dm-sans"
        NUNITO = "nunito"
        FRAUNCES = "fraunces"

    class Corner(models.TextChoices):
        SHARP = "sharp"
        SOFT = "soft"
        ROUND = "round"

    tenant_id = models.BigIntegerField(unique=True)
    brand = models.CharField(max_length=7, default=DEFAULT_BRAND)
    accent = models.CharField(max_length=7, default=DEFAULT_ACCENT)
    family = models.CharField(max_length=12, choices=Family.choices, default=Family.FIGTREE)
    corner = models.CharField(max_length=5, choices=Corner.choices, default=Corner.SOFT)
    mode = models.CharField(max_length=5, choices=Mode.choices, default=Mode.AUTO)
    logo = models.CharField(max_length=200, blank=True, default="")
    logo_width = models.PositiveIntegerField(default=0)
    logo_height = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"theme of tenant {self.tenant_id}"
