"""A name with slips goes in, the names that come nearest come out, the nearest first.

The twin of `themes/gent/static/js/lookup/match.js`: both count in whole numbers, so that they agree to the last place.
"""

from collections.abc import Sequence

from wijksites.lookup.fold import key, soft
from wijksites.lookup.index import Index, Item, pairs_of

CANDIDATES = 40
LETTERS_PER_SLIP = 4  # in a short word one wrong letter already makes another word
MOST_SLIPS = 3
# As they sound.
ENDS = ("strat", "stenweg", "lan", "plyn", "dref", "weg")
LETTERS_PER_SLIP_BEFORE_END = 2
SHORTEST_BEGIN = 6  # letters
MOST_TURNS = 4  # words of a name in another order
SHORTEST_SPAN = 4  # letters
LONGEST_SPAN = 6  # words
NEAR = 10  # what is spelled otherwise comes after what begins so

Ranked = tuple[tuple[int, int, int], Item]


def begun(spellings: Sequence[str], index: Index) -> list[Ranked]:
    """The names that begin with one of these keys, then those of which another word does, the shortest first."""
    found = []
    for at, item in enumerate(index.items):
        for step, start in enumerate(item.starts):
            if any(start.startswith(spelling) for spelling in spellings):
                found.append(((min(step, 1), len(item.key), at), item))
                break
    return found


def near(asked: tuple[str, ...], index: Index) -> list[Ranked]:
    """The names that these words may have been meant for: the same but for a few slips, words left out or turned."""
    found = {at: (NEAR + cost, length, at) for at, cost, length in _slipped(asked, index)}
    for at, cost, length in _within(asked, index):
        found[at] = min(found.get(at, (NEAR + cost, length, at)), (NEAR + cost, length, at))
    return [(rank, index.items[rank[2]]) for rank in sorted(found.values())]


def _slipped(asked: tuple[str, ...], index: Index) -> list[tuple[int, int, int]]:
    """Position, cost (two for a slip) and difference in length of what is spelled nearly so."""
    plain = key(asked)
    wanted = soft(plain)
    most = _most_slips(wanted)
    if most == 0:
        return []
    turned = _turned(asked)
    found = []
    for at in _candidates(wanted, index):
        item = index.items[at]
        cost = _cost(plain, wanted, turned, item, most)
        if cost <= 2 * most + 1:
            found.append((at, cost, abs(len(item.soft) - len(wanted))))
    return found


def _most_slips(wanted: str) -> int:
    """How many slips are still that name. What a thousand streets end with says nothing: of `Wetstraat` three letters
    tell which street it is, and with two of them wrong it is any street."""
    most = min(MOST_SLIPS, len(wanted) // LETTERS_PER_SLIP)
    end = next((end for end in ENDS if wanted.endswith(end)), "")
    return min(most, max(1, (len(wanted) - len(end)) // LETTERS_PER_SLIP_BEFORE_END)) if end else most


def _candidates(wanted: str, index: Index) -> list[int]:
    """The items that share most pairs of letters with a text; what they have besides counts a little against them."""
    shared: dict[int, int] = {}
    for pair in pairs_of(wanted):
        weight = index.weight(pair)
        for at in index.pairs.get(pair, ()):
            shared[at] = shared.get(at, 0) + weight
    return sorted(shared, key=lambda at: (index.weights[at] - 4 * shared[at], at))[:CANDIDATES]


def _cost(plain: str, wanted: str, turned: Sequence[str], item: Item, most: int) -> int:
    # Of a few letters, one of them wrong, nobody knows what they begin.
    unsure = 0 if len(wanted) >= SHORTEST_BEGIN else 2 * most + 2
    cost = 2 * most + 2
    # Two letters that sound as one may have come together by a slip.
    for one, other in ((wanted, item.soft), (plain, item.key)):
        whole, begin = slips(one, other, most)
        cost = min(cost, 2 * whole, 2 * begin + 1 + unsure)
    for start in item.starts[1:]:
        whole, begin = slips(wanted, soft(start), most)
        cost = min(cost, 2 * whole + 1, 2 * begin + 2 + unsure)
    for other in turned:
        whole, _ = slips(other, item.soft, most)
        cost = min(cost, 2 * whole + 1)
    return cost


def _turned(asked: tuple[str, ...]) -> tuple[str, ...]:
    """The words with the last ones first, as a key that sounds."""
    if len(asked) > MOST_TURNS:
        return ()
    return tuple(soft(key(asked[at:] + asked[:at])) for at in range(1, len(asked)))


def _within(asked: tuple[str, ...], index: Index) -> list[tuple[int, int, int]]:
    """Names that stand in a sentence: each stretch of its words that is a whole name; a word too many costs a slip."""
    found = []
    for first in range(len(asked)):
        for last in range(first + 1, min(first + LONGEST_SPAN, len(asked)) + 1):
            span = key(asked[first:last])
            if len(span) < SHORTEST_SPAN or span not in index.exact:
                continue
            left = len(asked) - (last - first)
            found += [(at, min(2 * left, 2 * MOST_SLIPS + 1), left) for at in index.exact[span]]
    return found


def slips(one: str, other: str, most: int) -> tuple[int, int]:
    """How many letters were left out, added, changed or swapped with the next (optimal string alignment): between two
    texts, and between the first and the nearest beginning of the other; `most` + 1 when there are more."""
    if len(one) - len(other) > most:
        return most + 1, most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        # A row costs no less than the cheapest of the two before it.
        if min(row) > most and min(last) >= most:
            return most + 1, most + 1
        before, last = last, row
    return min(last[-1], most + 1), min(*last, most + 1)
