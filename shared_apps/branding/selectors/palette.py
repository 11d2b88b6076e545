"""A tenant's colours, derived so that no brand can make text unreadable.

From one brand and one accent colour come every token that depends on them, for light and for dark:

    brand         fill of the main button, moved only where it would vanish into the page (3:1 against every surface)
    brand-ink     text on it: white or black, at least 4.5:1
    brand-hover, brand-active   the fill moved away from its ink, so contrast only grows
    brand-subtle  a tint of the surface; brand-subtle-ink reads on it, 4.5:1
    brand-text    the brand as text or link on any surface, 4.5:1
    hero, hero-ink              the band over the menu: the very brand by day; by night a tint, since light would blind
    accent, accent-ink          the second colour, for small marks
"""

from comanda.kernel.colour import BLACK, WHITE, ink_for, mix, until_readable

# The same values as the surfaces in front/scss/_tokens.scss; tests compare the two.
SURFACES = {
    "light": ("#faf8f5", "#ffffff", "#f1ede7"),
    "dark": ("#141210", "#1e1b18", "#2a2622"),
}
TEXT_RATIO = 4.5
EDGE_RATIO = 3.0


def derive_palette(*, brand: str, accent: str, mode: str) -> dict[str, str]:
    """Tokens (without their `--c-` prefix) for `mode`, "light" or "dark"; both colours as `#rrggbb`."""
    surfaces = SURFACES[mode]
    fill = until_readable(brand, surfaces, EDGE_RATIO)
    ink = ink_for(fill)
    away = BLACK if ink == WHITE else WHITE
    subtle = mix(surfaces[1], fill, 0.12 if mode == "light" else 0.22)
    accent_fill = until_readable(accent, surfaces, 1.5)
    hero = brand if mode == "light" else subtle
    return {
        "brand": fill,
        "brand-ink": ink,
        "brand-hover": mix(fill, away, 0.12),
        "brand-active": mix(fill, away, 0.22),
        "brand-subtle": subtle,
        "brand-subtle-ink": until_readable(fill, (subtle,), TEXT_RATIO),
        "brand-text": until_readable(fill, (*surfaces, subtle), TEXT_RATIO),
        "hero": hero,
        "hero-ink": ink_for(hero),
        "accent": accent_fill,
        "accent-ink": ink_for(accent_fill),
    }
