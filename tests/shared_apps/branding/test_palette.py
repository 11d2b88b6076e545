import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comanda.kernel.colour import contrast
from shared_apps.branding.selectors.palette import SURFACES, derive_palette
from shared_apps.branding.selectors.stylesheet import render_stylesheet

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
TOKENS = Path(__file__).parents[3] / "src/comanda/front/scss/_tokens.scss"


@given(brand=colours, accent=colours, mode=st.sampled_from(["light", "dark"]))
def test_no_brand_can_make_text_unreadable(brand: str, accent: str, mode: str) -> None:
    palette = derive_palette(brand=brand, accent=accent, mode=mode)
    pairs = [
        ("brand-ink", "brand"),
        ("brand-ink", "brand-hover"),
        ("brand-ink", "brand-active"),
        ("brand-subtle-ink", "brand-subtle"),
        ("brand-text", "brand-subtle"),
        ("accent-ink", "accent"),
        ("hero-ink", "hero"),
    ]
    for text, ground in pairs:
        assert contrast(palette[text], palette[ground]) >= 4.5, (text, ground)
    ink = {"light": "#1c1917", "dark": "#f5f1ec"}[mode]
    assert contrast(ink, palette["brand-subtle"]) >= 4.5, "selected lines"
    for surface in SURFACES[mode]:
        assert contrast(palette["brand-text"], surface) >= 4.5
        assert contrast(palette["brand"], surface) >= 3, "a button must not vanish into the page"


def test_a_bright_brand_is_itself_where_no_edge_needs_it_darker() -> None:
    yellow = derive_palette(brand="#ffe600", accent="#ff00ff", mode="light")
    assert yellow["hero"] == "#ffe600"
    assert yellow["brand"] != "#ffe600", "a button on white needs an edge"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_surfaces_are_those_of_the_stylesheet(mode: str) -> None:
    block = TOKENS.read_text().split(f"@mixin {mode}")[1].split("@mixin")[0]
    found = tuple(re.findall(r"--c-surface-[123]: (#[0-9a-f]{6})", block))
    assert found == SURFACES[mode]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_products_own_tokens_read_too(mode: str) -> None:
    block = TOKENS.read_text().split(f"@mixin {mode}")[1].split("@mixin")[0]
    tokens = dict(re.findall(r"--c-([a-z0-9-]+): (#[0-9a-f]{6})", block))
    for text in ("ink", "ink-2", "ink-3", "brand-text", "positive-text", "warning-text", "danger-text", "info-text"):
        for surface in SURFACES[mode]:
            assert contrast(tokens[text], surface) >= 4.5, (text, surface)
    for kind in ("brand", "positive", "warning", "danger", "info", "accent"):
        assert contrast(tokens[f"{kind}-ink"], tokens[kind]) >= 4.5, kind
    for kind in ("positive", "warning", "danger", "info"):
        assert contrast(tokens[f"{kind}-text"], tokens[f"{kind}-subtle"]) >= 4.5, kind


def test_the_stylesheet_sets_tokens_and_nothing_else() -> None:
    css = render_stylesheet(brand="#c2410c", accent="#f2b33d", family="fraunces", corner="round")
    assert "--c-brand:#c2410c" in css
    assert '--font-display:"Fraunces"' in css
    assert css.count("prefers-color-scheme:dark") == 1
    declarations = re.findall(r"[{;]([a-z-]+):", re.sub(r"@media \([^)]*\)", "", css))
    assert all(name.startswith("--") for name in declarations)
