from comanda.kernel.actors import GUEST, SYSTEM, staff_actor, staff_id_of


def test_who_it_was_can_be_read_back_where_it_was_staff():
    assert staff_id_of(staff_actor(17)) == 17
    assert [staff_id_of(actor) for actor in (GUEST, SYSTEM, "import", "", "staff:", "staff:x", "17")] == [None] * 7
