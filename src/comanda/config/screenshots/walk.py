"""Every page in every size, theme and language, into one folder; the running demo is looked at, nothing is started."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, sync_playwright
from playwright.sync_api import Error as BrowserError

from comanda.config.screenshots.pages import Shot, fill_basket, list_shots, sign_in

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SIZES = {"phone": (390, 844), "desktop": (1440, 900)}
THEMES = ("light", "dark")
LOCALES = {"en": "en-GB", "it": "it-IT"}
TALLEST = 4000  # px: a whole menu is endless on a phone


@dataclass(frozen=True, slots=True)
class Walk:
    port: int
    folder: Path
    sizes: tuple[str, ...] = tuple(SIZES)
    themes: tuple[str, ...] = THEMES
    languages: tuple[str, ...] = tuple(LOCALES)
    only: str = ""
    """A part of the names of the pages to look at."""


def take(walk: Walk, *, say: Callable[[str], None]) -> int:
    """How many pictures. Raises RuntimeError without Chromium or without the demo."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        raise RuntimeError("Chromium isn't on this machine: install it, or set CHROMIUM to its path")
    walk.folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        shots = [shot for shot in list_shots(walk.port) if walk.only in shot.name]
        for size in walk.sizes:
            for language in walk.languages:
                say(f"{size}, {language}: {len(shots)} pages")
                count += _in_one_language(browser, walk, shots, size, language)
        browser.close()
    return count


def _in_one_language(browser: Browser, walk: Walk, shots: list[Shot], size: str, language: str) -> int:
    people = {who: _context(browser, size, language) for who in ("guest", "owner")}
    if any(shot.who == "owner" for shot in shots):
        sign_in(people["owner"], walk.port)
    if any(shot.who == "guest" for shot in shots):
        fill_basket(people["guest"], walk.port)
    count = 0
    for shot in shots:
        page = people[shot.who].new_page()
        page.goto(shot.url, wait_until="load")
        if shot.follow:
            page.goto(urljoin(shot.url, page.locator(shot.follow).first.get_attribute("href") or ""))
        with suppress(BrowserError):  # what arrives after the page: baskets, boards, the API's description
            page.wait_for_load_state("networkidle", timeout=3000)
        page.wait_for_timeout(200)
        for theme in walk.themes:
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
            page.wait_for_timeout(120)
            name = f"{shot.name}--{size}-{theme}-{language}.png"
            height = min(int(page.evaluate("document.documentElement.scrollHeight")), TALLEST)
            clip = {"x": 0, "y": 0, "width": SIZES[size][0], "height": height if shot.full else SIZES[size][1]}
            try:
                page.screenshot(path=walk.folder / name, full_page=True, clip=clip)  # type: ignore[arg-type]
            except BrowserError:
                page.screenshot(path=walk.folder / name)
            count += 1
        page.close()
    for context in people.values():
        context.close()
    return count


def _context(browser: Browser, size: str, language: str) -> BrowserContext:
    width, height = SIZES[size]
    return browser.new_context(
        viewport={"width": width, "height": height},
        locale=LOCALES[language],
        has_touch=size == "phone",
        reduced_motion="reduce",
    )
