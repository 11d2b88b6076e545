"""A real Chromium, and a real chain behind it. Without Chromium these tests are skipped, and say so."""

import os
import shutil
import warnings
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.chain import Chain, running_chain
from tests.e2e.eyes import Eyes

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1440, "height": 900}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/e2e" in str(item.path):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.timeout(900))
            # One chain for all of them, also where tests are spread over processes.
            item.add_marker(pytest.mark.xdist_group("e2e"))


def pytest_terminal_summary(terminalreporter: object) -> None:
    if not CHROMIUM:
        terminalreporter.write_line(  # type: ignore[attr-defined]
            "!!! NO CHROMIUM ON THIS MACHINE: the browser tests were SKIPPED. Install it, or set CHROMIUM to its path.",
            red=True,
            bold=True,
        )


@pytest.fixture(scope="session")
def chain() -> Iterator[Chain]:
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine: set CHROMIUM to its path")
    with running_chain() as chain:
        yield chain


@pytest.fixture(scope="module")
def chromium(chain: Chain) -> Iterator[Browser]:
    """A module at a time: while it lives, its event loop runs in this thread, and other tests need theirs."""
    with warnings.catch_warnings(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def people(chromium: Browser, size: str) -> Iterator["People"]:
    found = People(chromium, size)
    yield found
    found.leave()


class People:
    """Each has a browser of their own, of the size the test is about; whatever breaks in its scripts fails the test."""

    def __init__(self, chromium: Browser, size: str) -> None:
        self._chromium, self._size = chromium, size
        self._contexts: list[BrowserContext] = []
        self.eyes = Eyes()

    def newcomer(self) -> Page:
        context = self._chromium.new_context(
            viewport=SIZES[self._size],  # type: ignore[arg-type]
            has_touch=self._size == "phone",
            locale="en-GB",
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        self._contexts.append(context)
        page = context.new_page()
        self.eyes.watch(page)
        return page

    def leave(self) -> None:
        for context in self._contexts:
            context.close()
        assert not self.eyes.errors, "\n" + "\n".join(self.eyes.errors)
