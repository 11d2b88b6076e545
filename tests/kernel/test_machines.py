import pytest

from comanda.kernel.machines import Machine, TransitionRefusedError

DOOR = Machine("door", {"open": {"closed": "open"}, "close": {"open": "closed"}, "lock": {"closed": "locked"}})


def test_a_declared_step_leads_where_the_table_says():
    assert DOOR.target("closed", "open") == "open"
    assert DOOR.verbs("closed") == ["open", "lock"]
    assert DOOR.states() == {"open", "closed", "locked"}


def test_an_undeclared_step_is_refused_and_says_what_is_possible():
    with pytest.raises(TransitionRefusedError) as refusal:
        DOOR.target("locked", "open")
    assert refusal.value.status == 409
    assert refusal.value.extra == {"state": "locked", "verb": "open", "allowed": []}
