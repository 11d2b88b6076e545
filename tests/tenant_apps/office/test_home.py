"""The home page answers how today goes and what needs somebody, for those who may know."""

import pytest
from allauth.account.models import EmailAddress

from tenant_apps.customers.facade import remember_guest
from tenant_apps.office.models import DismissedHint
from tenant_apps.venues.contracts import NewVenue
from tenant_apps.venues.facade import open_venue
from tenants.context import use_tenant


def test_strangers_sign_in_and_guests_are_refused(client_a, tenant_a, brera):
    response = client_a.get("/office/")
    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=%2Foffice%2F"


def test_a_new_owner_is_shown_the_way(client_a, tenant_a, brera, staff):
    staff(client_a, tenant_a)
    page = client_a.get("/office/").content.decode()
    assert "No orders yet today" in page
    assert "Publish your menu" in page
    assert "Brera has no published menu" in page
    assert "Invite your team" in page
    assert 'href="/office/team/"' in page


def test_the_checklist_can_be_hidden_by_each_for_themselves(client_a, tenant_a, brera, staff):
    owner = staff(client_a, tenant_a)
    assert client_a.post("/office/checklist/dismissal/").status_code == 302
    assert client_a.post("/office/checklist/dismissal/").status_code == 302
    assert "Publish your menu" not in client_a.get("/office/").content.decode()
    with use_tenant(tenant_a):
        assert [hint.user_id for hint in DismissedHint.objects.all()] == [owner]
    staff(client_a, tenant_a, "manager")
    page = client_a.get("/office/").content.decode()
    assert "Publish your menu" in page
    assert "Invite your team" not in page  # not theirs to do


@pytest.mark.parametrize("role", ["cashier", "kitchen", "driver"])
def test_money_is_for_those_who_see_reports(client_a, tenant_a, brera, staff, role):
    staff(client_a, tenant_a, role)
    page = client_a.get("/office/").content.decode()
    assert "Open now" in page
    assert "Sold today" not in page
    assert "Publish your menu" not in page
    assert client_a.post("/office/checklist/dismissal/").status_code == (403 if role != "owner" else 302)


def test_somebody_of_one_venue_sees_that_venue_alone(client_a, tenant_a, brera, staff):
    with use_tenant(tenant_a):
        isola = open_venue(new=NewVenue(name="Isola", city="Milano"))
        navigli = open_venue(new=NewVenue(name="Navigli", city="Milano"))
    staff(client_a, tenant_a, "manager", [isola.id, navigli.id])
    page = client_a.get("/office/", {"venue": str(brera.id)}).content.decode()
    assert "Isola has no published menu" in page
    assert "Brera" not in page
    assert "All venues" not in page


def test_the_page_renews_its_middle(client_a, tenant_a, brera, staff):
    staff(client_a, tenant_a)
    part = client_a.get("/office/", headers={"hx-request": "true"}).content.decode()
    assert part.startswith('<div id="today"')
    assert "<html" not in part


def test_another_tenants_owner_is_nobody_here(client_a, client_b, tenant_a, tenant_b, brera, staff):
    staff(client_b, tenant_b)
    client_a.cookies = client_b.cookies
    assert client_a.get("/office/").status_code == 302


def test_home_asks_a_fixed_number_of_questions(client_a, tenant_a, brera, staff, django_assert_max_num_queries):
    staff(client_a, tenant_a)
    client_a.get("/office/")
    with django_assert_max_num_queries(25):
        client_a.get("/office/")
    with django_assert_max_num_queries(12):
        client_a.get("/office/", headers={"hx-request": "true"})


def test_the_audit_page_shows_the_trail_and_its_seal(client_a, tenant_a, brera, staff):
    staff(client_a, tenant_a)
    client_a.post("/account/logout/")
    client_a.post("/account/login/", {"login": "owner@example.com", "password": "quattro formaggi"})
    page = client_a.get("/office/audit/").content.decode()
    assert "owner@example.com" in page
    assert "signed in" in page
    assert "failed to sign in" not in client_a.get("/office/audit/", {"topic": "team."}).content.decode()
    assert "exactly as" in client_a.get("/office/audit/seal/").content.decode()


def test_the_audit_page_is_for_owners(client_a, tenant_a, brera, staff):
    staff(client_a, tenant_a, "manager")
    assert client_a.get("/office/audit/").status_code == 403
    assert client_a.get("/office/audit/seal/").status_code == 403


def test_an_unconfirmed_owner_is_reminded(client_a, tenant_a, brera, staff):
    owner = staff(client_a, tenant_a)
    assert "Confirm your e-mail address" not in client_a.get("/office/").content.decode()
    with use_tenant(tenant_a):
        EmailAddress.objects.filter(user_id=owner).update(verified=False)
    assert "Confirm your e-mail address" in client_a.get("/office/").content.decode()


def test_the_palette_finds_what_one_may_see(client_a, tenant_a, tenant_b, brera, staff):
    with use_tenant(tenant_b):
        remember_guest(name="Carla Bravo", email="carla@bravo.example", phone="", language="en")
    with use_tenant(tenant_a):
        remember_guest(name="Carlo Alfa", email="carlo@alfa.example", phone="", language="it")
    staff(client_a, tenant_a)
    page = client_a.get("/office/palette/", {"q": "carl"}).content.decode()
    assert "Carlo Alfa" in page
    assert "Bravo" not in page
    assert client_a.get("/office/palette/", {"q": "c"}).content.strip() == b""
    staff(client_a, tenant_a, "driver")
    assert "Carlo" not in client_a.get("/office/palette/", {"q": "carl"}).content.decode()
