"""What other apps and pages know of a brand's looks."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["auto", "light", "dark"]
TypeFamily = Literal["figtree", "dm-sans", "nunito", "fraunces"]
Corner = Literal["sharp", "soft", "round"]

DEFAULT_BRAND = "#0f6b4f"
DEFAULT_ACCENT = "#f2b33d"


@dataclass(frozen=True, slots=True)
class ThemeInfo:
    """A tenant's looks, ready to be drawn. `version` changes whenever anything else here does."""

    tenant_id: int
    brand: str = DEFAULT_BRAND
    accent: str = DEFAULT_ACCENT
    family: TypeFamily = "figtree"
    corner: Corner = "soft"
    mode: Mode = "auto"
    logo_url: str = ""
    logo_width: int = 0
    logo_height: int = 0
    stylesheet: str = ""
    version: str = "0"
