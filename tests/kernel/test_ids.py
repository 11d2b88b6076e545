from itertools import pairwise

from comanda.kernel.ids import base32_id, token, uuid7


def test_uuid7_sorts_by_time_and_never_repeats():
    made = [uuid7() for _ in range(5000)]
    assert {id_.version for id_ in made} == {7}
    assert {id_.variant for id_ in made} == {"specified in RFC 4122"}
    assert len(set(made)) == len(made)
    ahead = sum(1 for earlier, later in pairwise(made) if earlier < later)
    assert ahead > 0.98 * len(made)  # two within a quarter of a microsecond may swap


def test_tokens_are_long_and_distinct():
    made = {token() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(text) == 32 for text in made)


def test_base32_ids_use_letters_people_do_not_confuse():
    assert len(base32_id()) == 13
    assert not set("".join(base32_id() for _ in range(200))) & set("0189ABCDEFGHIJKLMNOPQRSTUVWXYZ")
