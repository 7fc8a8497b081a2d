"""A question as a tree of tokens, and the places in it where the model is judged.

The prompt is the trunk. Where scoring would ask for the first name, every beginning of a candidate after which it has a
choice is a branch of its own, so that one pass over the model gives every candidate's probability; the answer goes on
along one of them. A token sees what lies between it and the root, nothing else.

Two losses are made of the same tree:

- `trie`: cross-entropy over what the trie of candidates allows at each place, as `symkin.model.scoring` decodes. For
  the first name the target is uniform over the selected names, so it is a list-wise ranking loss over all candidates
  and "none"; then comes whether the answer goes on, and which of the names left is next. Both parts weigh the same.
- `tokens`: plain cross-entropy over the whole vocabulary, on each token of the model's turn.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from symkin.train.questions import Name, Question, Signs


@dataclass(frozen=True, slots=True)
class Site:
    """After token `node` one of `options` follows, with these target weights; no options means the whole vocabulary
    and one target, `token`.
    """

    node: int
    options: tuple[int, ...]
    weights: tuple[float, ...]
    token: int = -1


@dataclass(slots=True)
class Tree:
    """Tokens, each with the place of the one before it (-1 for the root), and the sites to judge.

    The first `trunk` tokens are a chain.
    """

    tokens: list[int]
    parents: list[int]
    trunk: int
    sites: list[Site] = field(default_factory=list)
    _children: dict[tuple[int, int], int] = field(default_factory=dict)

    def grow(self, node: int, path: Sequence[int]) -> int:
        """Add what is missing of `path` below `node`; return the place of its last token."""
        for token in path:
            if (node, token) not in self._children:
                self._children[node, token] = len(self.tokens)
                self.tokens.append(token)
                self.parents.append(node)
            node = self._children[node, token]
        return node


def trie_tree(question: Question, signs: Signs, order: Sequence[int]) -> Tree:
    """The tree for the loss `trie`; selected candidates are named in this order, cut where scoring stops."""
    tree = ranking_tree(question, signs)
    chosen = [question.candidates[place] for place in order]
    later = _later(tree, question, signs, chosen)
    tree.sites += [_scaled(site, 1 / len(later)) for site in later]
    return tree


def ranking_tree(question: Question, signs: Signs) -> Tree:
    """The tree that gives the probabilities of the first name; its sites' weights add up to one."""
    tree = _trunk(question.prompt)
    root = len(question.prompt) - 1
    selected = [question.candidates[place] for place in question.selected]
    end = signs.separator if len(selected) > 1 else signs.terminator
    for path in branchings(question.candidates):
        options = following(question.candidates, path, signs)
        weights = _targets(path, options, selected, end)
        if not path and not selected:
            weights = (*weights[:-1], 1.0)
        tree.sites.append(Site(tree.grow(root, path), options, weights))
    return tree


def token_tree(question: Question, signs: Signs, order: Sequence[int]) -> Tree:
    """The tree for the loss `tokens`: one chain, judged at each token of the model's turn."""
    chosen = [question.candidates[place] for place in order]
    answer = [token for name in chosen for token in (signs.separator, *name)][1:]
    tree = _trunk((*question.prompt, *answer, *signs.ending))
    judged = range(question.turn, len(tree.tokens))
    tree.sites = [Site(place - 1, (), (1 / len(judged),), tree.tokens[place]) for place in judged]
    return tree


def branchings(candidates: Collection[Name]) -> list[Name]:
    """The beginnings of candidates after which there is a choice, the empty one first; shorter before longer."""
    ways: dict[Name, set[int]] = {(): {-1}}  # -1: the name, or the whole answer, ends here
    for name in candidates:
        for depth, token in enumerate(name):
            ways.setdefault(name[:depth], set()).add(token)
        ways.setdefault(name, set()).add(-1)
    return sorted((path for path, tokens in ways.items() if len(tokens) > 1), key=len)


def following(candidates: Collection[Name], path: Name, signs: Signs) -> tuple[int, ...]:
    """The tokens that may stand after `path`: as `symkin.model.scoring` has them."""
    depth = len(path)
    firsts = dict.fromkeys(name[depth] for name in candidates if len(name) > depth and name[:depth] == path)
    if not path:
        return (*firsts, signs.terminator)
    return (*firsts, signs.separator, signs.terminator) if path in candidates else tuple(firsts)


def _trunk(tokens: Sequence[int]) -> Tree:
    return Tree(list(tokens), list(range(-1, len(tokens) - 1)), len(tokens))


def _targets(path: Name, options: Sequence[int], names: Collection[Name], end: int) -> tuple[float, ...]:
    """The share of `names` that goes on after `path` with each option; a name that is `path` goes on with `end`."""
    shares = dict.fromkeys(options, 0.0)
    for name in names:
        if name[: len(path)] == path:
            shares[name[len(path)] if len(name) > len(path) else end] += 1 / len(names)
    return tuple(shares.values())


def _later(tree: Tree, question: Question, signs: Signs, chosen: Sequence[Name]) -> list[Site]:
    """The sites after the first name, each of weight one."""
    sites: list[Site] = []
    node, ends = len(question.prompt) - 1, (signs.separator, signs.terminator)
    left = dict.fromkeys(question.candidates)
    wanted = dict.fromkeys(question.candidates[place] for place in question.selected)
    for place, name in enumerate(chosen):
        if place:
            node = tree.grow(node, (signs.separator,))
            sites += _along(tree, node, name, left, wanted, signs)
        node = tree.grow(node, name)
        del left[name], wanted[name]
        # Scoring stops at the most names by itself: it does not ask there.
        if left and (place + 1 < len(chosen) or not wanted):
            sites.append(Site(node, ends, (1.0, 0.0) if wanted else (0.0, 1.0)))
    return sites


def _along(
    tree: Tree, node: int, name: Name, left: Collection[Name], wanted: Collection[Name], signs: Signs
) -> list[Site]:
    """The choices on the way to a later `name`: at each, what share of the names still wanted goes where."""
    sites = []
    end = signs.separator if len(wanted) > 1 else signs.terminator
    for path in branchings(left):
        # After a separator a name must come: there the answer cannot end.
        options = following(left, path, signs)[: None if path else -1]
        if path == name[: len(path)] and len(options) > 1:
            near = [one for one in wanted if one[: len(path)] == path]
            sites.append(Site(tree.grow(node, path), options, _targets(path, options, near, end)))
    return sites


def _scaled(site: Site, factor: float) -> Site:
    return Site(site.node, site.options, tuple(weight * factor for weight in site.weights), site.token)
