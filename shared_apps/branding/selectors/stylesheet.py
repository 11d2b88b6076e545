"""The few tokens a tenant sets, as CSS."""

from shared_apps.branding.selectors.palette import derive_palette

_CORNERS = {"sharp": "3px", "soft": "12px", "round": "20px"}
_FAMILIES = {
    "figtree": ('"Figtree Variable"', '"Figtree Variable"'),
    "dm-sans": ('"DM Sans Variable"', '"DM Sans Variable"'),
    "nunito": ('"Nunito Variable"', '"Nunito Variable"'),
    "fraunces": ('"Figtree Variable"', '"Fraunces"'),
}


def _declarations(palette: dict[str, str]) -> str:
    return "".join(f"--c-{name}:{value};" for name, value in palette.items())


def render_stylesheet(*, brand: str, accent: str, family: str, corner: str) -> str:
    """CSS for both modes, for the device's preference and for the person's own choice."""
    light = _declarations(derive_palette(brand=brand, accent=accent, mode="light"))
    dark = _declarations(derive_palette(brand=brand, accent=accent, mode="dark"))
    text, display = _FAMILIES[family]
    shape = (
        f'--radius:{_CORNERS[corner]};--font:{text},"Comanda Fallback",system-ui,sans-serif;'
        f'--font-display:{display},"Comanda Fallback",system-ui,sans-serif;'
    )
    return (
        f":root{{{shape}{light}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-bs-theme=light]){{{dark}}}}}"
        f":root[data-bs-theme=dark]{{{dark}}}"
    )
