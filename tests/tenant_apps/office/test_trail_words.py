"""The audit trail reads as sentences that lead to what they are about."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from shared_apps.audit.contracts import Entry
from tenant_apps.office.web.trail_words import find_page, list_changes, name_actor, tell


def entry(action, object_type="", object_id="", label="", **more):
    return Entry(
        position=1,
        at=datetime(2026, 11, 21, tzinfo=UTC),
        actor_label=more.pop("actor", "olga@example.com"),
        action=action,
        object_type=object_type,
        object_id=object_id,
        object_label=label,
        **more,
    )


@pytest.mark.parametrize(
    ("row", "said", "page"),
    [
        (entry("accounts.sign_in", "user", "7"), "signed in", ""),
        (entry("team.join", "staff", "3", "Luca Moretti"), "Luca Moretti joined the team", "/office/team/3/"),
        (
            entry("ordering.cancel", "order", "17", "2026-11-21 / 005"),
            "cancelled order 005 of 21 Nov 2026",
            "/office/orders/17/",
        ),
        (entry("payments.refund", "order", "", ""), "gave money back on order", ""),
        (entry("venues.hours_changed", "venue", "2", "Isola"), "changed the hours of Isola", "/office/venues/2/"),
        (entry("later.unheard_of", "thing", "9", "X"), "later.unheard_of X", ""),
    ],
)
def test_an_entry_is_a_sentence_with_its_page(as_tenant_a, row, said, page):
    with translation.override("en"):
        assert tell(row).strip() == said
    assert find_page(row) == page


def test_changes_name_what_was_and_what_became(as_tenant_a):
    row = entry(
        "team.change_role",
        before={"role": "cashier", "venue_ids": None},
        after={"role": "manager", "venue_ids": [1, 2], "is_active": True, "created": {"items": 3}},
    )
    with translation.override("en"):
        told = [(str(change["name"]), change["before"], change["after"]) for change in list_changes(row)]
    assert told == [
        ("Role", "cashier", "manager"),
        ("Venues", "", "1, 2"),
        ("On the team", "", "yes"),
        ("Created", "", "3 items"),
    ]


def test_whoever_is_no_person_has_a_name_too(as_tenant_a):
    with translation.override("en"):
        assert [name_actor(entry("x", actor=actor)) for actor in ("system", "guest", "", "ada@x.example")] == [
            "Comanda",
            "Guest",
            "–",
            "ada@x.example",
        ]
