"""Long lists are made item by item, and nobody notices but by the time that it takes."""

import copy
import json
import pickle
import threading

import pytest
import tvpass
from tvpass.lists import Unread

IDS = [f"Mvpd{number}" for number in range(50)]
BODY = json.dumps({"requestor": {"id": "REF30", "mvpds": [{"id": id} for id in IDS]}}).encode()


def mvpds(body=BODY):
    return tvpass.decode_configuration(200, tvpass.Redacted(body)).mvpds


def made(items):
    """The number of items that were made so far."""
    return list.__len__(items)


def ids(items):
    return [item.id for item in items]


#: The same, as it is when all is made.
ALL = [*mvpds()]


def test_an_item_is_made_when_it_is_looked_at():
    items = mvpds()
    assert isinstance(items, list)
    assert (len(items), bool(items), made(items)) == (50, True, 0)
    assert items[2].id == "Mvpd2"
    assert made(items) == 3
    assert next(iter(items)) is items[0]
    assert made(items) < 50
    assert items[2] is items[2]
    assert items[-1].id == "Mvpd49"
    assert made(items) == 50
    assert not isinstance(items, Unread)


def test_it_goes_through_all_in_order_and_again():
    items = mvpds()
    assert ids(items) == IDS
    assert ids(items) == IDS
    assert [ids(pair) for pair in zip(mvpds(), mvpds())] == [[id, id] for id in IDS]


def test_a_walk_that_others_overtake_goes_on():
    items = mvpds()
    walk = iter(items)
    first = next(walk)
    assert items[-1].id == "Mvpd49"
    assert [first.id, *ids(walk)] == IDS


@pytest.mark.parametrize(
    "use",
    [
        lambda items: items == ALL,
        lambda items: ALL == items,
        lambda items: not items != ALL,
        lambda items: repr(items) == repr(ALL),
        lambda items: items + [] == ALL and [] + mvpds() == ALL,
        lambda items: items * 2 == ALL * 2 and 2 * mvpds() == ALL * 2,
        lambda items: items[1:3] == ALL[1:3] and mvpds()[::-1] == ALL[::-1],
        lambda items: [*items] == ALL and list(mvpds()) == ALL and tuple(mvpds()) == tuple(ALL),
        lambda items: [*reversed(items)] == ALL[::-1],
        lambda items: ALL[7] in items and mvpds().index(ALL[7]) == 7 and mvpds().count(ALL[7]) == 1,
        lambda items: items.copy() == ALL and copy.copy(mvpds()) == ALL and copy.deepcopy(mvpds()) == ALL,
        lambda items: type(pickle.loads(pickle.dumps(items))) is list,
        lambda items: json.loads(json.dumps(items, default=lambda item: item.id)) == IDS,
        lambda items: sorted(items, key=lambda item: item.id)[0].id == "Mvpd0",
    ],
)
def test_it_is_a_list_in_all_that_lists_are_asked(use):
    assert use(mvpds())


def test_it_can_be_changed_as_a_list_can():
    def changed(items):
        items.append(items.pop(0))
        items.sort(key=lambda item: item.id)
        items.insert(0, items[9])
        del items[1]
        items[2] = items[0]
        items.extend(items[:2])
        items += items[:1]
        items.remove(items[5])
        items.reverse()
        return items

    assert changed(mvpds()) == changed([*ALL])
    emptied = mvpds()
    emptied.clear()
    assert emptied == []


def test_a_list_of_none_is_one():
    assert mvpds(b'{"requestor": {"id": "REF30"}}') == []
    assert tvpass.decode_profiles(200, tvpass.Redacted(b'{"profiles": {}}')) == []


def test_an_index_beyond_is_refused():
    for index in (50, -51):
        with pytest.raises(IndexError):
            mvpds()[index]


def test_threads_that_read_together_find_the_same_items():
    items = mvpds()
    start, found = threading.Barrier(4), []

    def read():
        start.wait()
        found.append([*items])

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [ids(each) for each in found] == [IDS] * 4
    assert all(one is other for each in found for one, other in zip(each, items))


def test_other_answers_are_lists_too():
    body = b"""{"decisions": [{"resource": "news", "serviceProvider": "REF30", "mvpd": "A", "authorized": true, "source": "mvpd"}]}"""
    [decision] = tvpass.decode_decisions(200, tvpass.Redacted(body))
    assert decision.resource == "news"
