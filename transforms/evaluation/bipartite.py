"""The largest one-to-one matching between two sides, by augmenting paths (Kuhn's algorithm)."""

from collections.abc import Mapping, Sequence


def largest_matching(candidates: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Node to partner, each at most once, as many as can be.

    Args:
        candidates: the partners that a node may have, best first. Nodes that come first are served first, and
            keep being matched, though not always with the same partner.
    """
    holders: dict[int, int] = {}  # partner -> node
    for node in candidates:
        _augment(node, candidates, holders, set())
    return {node: partner for partner, node in sorted(holders.items())}


def _augment(node: int, candidates: Mapping[int, Sequence[int]], holders: dict[int, int], visited: set[int]) -> bool:
    """Gives the node a partner, if need be one whose holder can be moved to another; whether that was possible."""
    for partner in candidates[node]:
        is_new = partner not in visited
        visited.add(partner)
        if is_new and (partner not in holders or _augment(holders[partner], candidates, holders, visited)):
            holders[partner] = node
            return True
    return False
