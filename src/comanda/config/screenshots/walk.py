"""Every page in every size, theme and language, into one folder; the running demo is looked at, nothing is started."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from comanda.config.demo.lucciola import LUCCIOLA
from comanda.config.screenshots.asking import origin
from comanda.config.screenshots.pages import Shot, list_shots
from comanda.config.screenshots.people import STAFF, fill_basket, sign_in, sign_up

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SIZES = {"phone": (390, 844), "desktop": (1440, 900)}
THEMES = ("light", "dark")
LOCALES = {"en": "en-GB", "it": "it-IT"}
TALLEST = 4000  # px: a whole menu is endless on a phone
PATIENCE = 8000  # ms for what a page should have had at once


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
    home, email = sign_up(walk.port)
    shots = [shot for shot in list_shots(walk.port, home) if walk.only in shot.name]
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for size in walk.sizes:
            for language in walk.languages:
                say(f"{size}, {language}: {len(shots)} pages")
                who_looks = {shot.who for shot in shots}
                people = {who: _context(browser, size, language, walk.themes[0]) for who in who_looks}
                for who, context in people.items():
                    _enter(who, context, walk.port, (home, email))
                for shot in shots:
                    count += _look(people[shot.who], walk, shot, f"{size} {language}", say)
                for context in people.values():
                    context.close()
        browser.close()
    return count


def _enter(who: str, context: BrowserContext, port: int, newcomer: tuple[str, str]) -> None:
    if who == "guest":
        fill_basket(context, port)
    elif who == "newcomer":
        sign_in(context, *newcomer)
    else:
        sign_in(context, origin(port, LUCCIOLA.slug), STAFF[who])


def _look(context: BrowserContext, walk: Walk, shot: Shot, how: str, say: Callable[[str], None]) -> int:
    """How many pictures. A page that can't be seen is told, and the others are looked at."""
    size, language = how.split()
    page = context.new_page()
    count = 0
    try:
        _set(page, shot)
        for theme in walk.themes:
            _picture(page, shot, walk.folder / f"{shot.name}--{size}-{theme}-{language}.png", theme)
            count += 1
    except BrowserError as problem:
        say(f"not seen: {shot.name}: {str(problem).splitlines()[0]}")
    page.close()
    return count


def _set(page: Page, shot: Shot) -> None:
    page.goto(shot.url if isinstance(shot.url, str) else shot.url(), wait_until="load")
    if shot.follow:
        page.goto(urljoin(page.url, page.locator(shot.follow).first.get_attribute("href", timeout=PATIENCE) or ""))
    if shot.then:
        page.goto(urljoin(page.url, shot.then))
    _settle(page)
    if shot.scene:
        page.set_default_timeout(PATIENCE)
        shot.scene(page)
        _settle(page)


def _settle(page: Page) -> None:
    with suppress(BrowserError):  # what arrives after the page: baskets, boards, the API's description
        page.wait_for_load_state("networkidle", timeout=3000)
    page.wait_for_timeout(200)


def _picture(page: Page, shot: Shot, path: Path, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach((one) => { one.loading = 'eager'; })")
    page.wait_for_timeout(300)
    if not shot.full:
        page.screenshot(path=path)
        return
    height = min(int(page.evaluate("document.documentElement.scrollHeight")), TALLEST)
    clip = {"x": 0, "y": 0, "width": page.evaluate("innerWidth"), "height": height}
    try:
        page.screenshot(path=path, full_page=True, clip=clip)  # type: ignore[arg-type]
    except BrowserError:
        page.screenshot(path=path)


def _context(browser: Browser, size: str, language: str, theme: str) -> BrowserContext:
    width, height = SIZES[size]
    return browser.new_context(
        viewport={"width": width, "height": height},
        locale=LOCALES[language],
        has_touch=size == "phone",
        reduced_motion="reduce",
        color_scheme="dark" if theme == "dark" else "light",
    )
