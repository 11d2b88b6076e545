"""Everybody finds the pages of their job and no others."""

import pytest

from comanda.config.access import Nobody
from tenant_apps.office.selectors.navigation import JOBS, commands_for, navigation_for
from tenant_apps.team.contracts import CAPABILITIES, StaffAccess


def access(role):
    return StaffAccess(user_id=1, role=role, name="X", capabilities=CAPABILITIES[role])


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("owner", {job.url for job in JOBS}),
        ("manager", {job.url for job in JOBS} - {"/office/team/", "/office/audit/"}),
        ("cashier", {"/office/", "/office/orders/", "/office/orders/counter/", "/office/menu/", "/office/customers/"}),
        ("kitchen", {"/office/", "/office/orders/", "/kitchen/", "/office/menu/"}),
        ("driver", {"/office/", "/office/orders/"}),
    ],
)
def test_jobs_follow_the_role(role, sees):
    assert {entry.url for entry in navigation_for(access=access(role), path="/office/")} == sees


def test_a_guest_sees_nothing_of_the_office():
    assert navigation_for(access=Nobody(), path="/office/") == ()
    assert {command.url for command in commands_for(access=Nobody())} == {"/"}


@pytest.mark.parametrize(
    ("path", "active"),
    [
        ("/office/", "/office/"),
        ("/office/orders/", "/office/orders/"),
        ("/office/orders/17/", "/office/orders/"),
        ("/office/orders/counter/", "/office/orders/counter/"),
        ("/office/imports/new/menu/", "/office/imports/"),
        ("/kitchen/", "/kitchen/"),
    ],
)
def test_the_page_one_is_on_is_marked(path, active):
    marked = [entry.url for entry in navigation_for(access=access("owner"), path=path) if entry.active]
    assert marked == [active]


def test_every_job_leads_somewhere(client_a, tenant_a, brera, staff):
    staff(client_a, tenant_a)
    for job in JOBS:
        assert client_a.get(job.url).status_code == 200, job.url
        for _label, url, _capability in job.pages:
            assert client_a.get(url).status_code == 200, url
    for command in commands_for(access=access("owner")):
        assert client_a.get(command.url.split("#")[0], follow=True).status_code == 200, command.url
