"""The largest one-to-one matching between two sides, by augmenting paths (Kuhn's algorithm)."""

from collections.abc import Mapping, Sequence


def largest_matching(candidates: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Left to right, each at most once, as many as can be.

    Args:
        candidates: what each left node may be matched with, best first. Nodes that come first are served first, and
            keep being matched, though not always with the same partner.
    """
    partner_of: dict[int, int] = {}  # right -> left

    def find_partner(left: int, visited: set[int]) -> bool:
        for right in candidates[left]:
            if right in visited:
                continue
            visited.add(right)
            holder = partner_of.get(right)
            if holder is None or find_partner(holder, visited):
                partner_of[right] = left
                return True
        return False

    for left in candidates:
        find_partner(left, set())
    return {left: right for right, left in sorted(partner_of.items())}
