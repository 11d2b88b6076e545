"""Sign-up by keyboard and with the browser's own way back."""

from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.chain import Chain

VENUE = {"street": "Via Prova 1", "postcode": "20144", "city": "Milano"}


def test_enter_goes_on_and_the_way_back_keeps_what_was_said(chain: Chain, people) -> None:
    page = people.newcomer()
    page.goto(f"{chain.platform}/signup/")
    address = f"tasti-{uuid4().hex[:6]}"
    say(page, brand="Tasti", subdomain=address)
    at_step(page, 2)
    page.keyboard.press("Enter")
    expect(page.locator('[name="street"]')).to_have_attribute("aria-invalid", "true")
    at_step(page, 2)
    say(page, **VENUE)
    at_step(page, 3)
    page.go_back()
    at_step(page, 2)
    expect(page.locator('[name="city"]')).to_have_value("Milano")
    page.go_back()
    at_step(page, 1)
    expect(page.locator('[name="subdomain"]')).to_have_value(address)
    page.keyboard.press("Enter")
    at_step(page, 2)
    page.get_by_role("button", name="Back").click()
    at_step(page, 1)
    page.get_by_role("button", name="Continue").click()
    at_step(page, 2)
    page.keyboard.press("Enter")
    at_step(page, 3)


def say(page: Page, **answers: str) -> None:
    for name, value in answers.items():
        page.locator(f'[name="{name}"]').fill(value)
    page.keyboard.press("Enter")


def at_step(page: Page, number: int) -> None:
    expect(page.locator("[data-signup]")).to_have_attribute("data-step", str(number))
