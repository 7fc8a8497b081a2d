from __future__ import annotations

import pytest
import torch
from toy import toy_model, toy_pairs

from symkin.model.prompt import parse
from symkin.model.tokens import Tokenize
from symkin.train.batches import collate
from symkin.train.gemma import hidden_states, logits, to_network
from symkin.train.questions import common_prefix, read_signs, to_question
from symkin.train.trees import Tree, trie_tree

pytestmark = pytest.mark.usefixtures("one_thread")


def path_to(tree: Tree, node: int) -> list[int]:
    path = []
    while node >= 0:
        path.append(tree.tokens[node])
        node = tree.parents[node]
    return path[::-1]


@pytest.mark.parametrize(("window", "shared"), [(512, True), (512, False), (24, True)])
def test_as_transformers_has_it(tokenize: Tokenize, window: int, shared: bool) -> None:
    questions = [to_question(parse(text), tokenize) for pair in toy_pairs(2) for text in pair]
    trees = [trie_tree(question, read_signs(tokenize), question.selected) for question in questions]
    prefix = common_prefix(questions) if shared else 0
    theirs, ours = toy_model(), toy_model()
    theirs.config.sliding_window = ours.config.sliding_window = window
    network, batch = to_network(ours, torch.float32), collate(trees, prefix)
    with torch.no_grad():
        found = logits(network, hidden_states(network, batch, batch.rows), None)
        paths = [path_to(tree, site.node) for tree in trees for site in tree.sites]
        expected = torch.stack([theirs(torch.tensor([path])).logits[0, -1] for path in paths])
    torch.testing.assert_close(found, expected, atol=1e-4, rtol=1e-4)


def test_chosen_logits_are_those_of_the_whole_vocabulary() -> None:
    network = to_network(toy_model(), torch.float32)
    states, tokens = torch.randn(3, 64), torch.tensor([[5, 7], [400, 5], [0, 511]])
    chosen = logits(network, states, None).gather(1, tokens)
    torch.testing.assert_close(logits(network, states, tokens), chosen)
