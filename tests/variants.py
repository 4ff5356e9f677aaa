"""A print changed in ways that only tests need: without GUIDs, with clauses moved elsewhere."""

import random
from dataclasses import replace

from amend.model.provision import Bill, Block, Provision
from amend.model.text import Text


def blind(node):
    """The node, or Bill, without GUIDs."""
    if isinstance(node, Bill):
        return replace(node, root=blind(node.root))
    if isinstance(node, Provision):
        kept = tuple(pair for pair in node.attributes if pair[0] != "GUID")
        return replace(node, attributes=kept, items=tuple(map(blind, node.items)))
    if isinstance(node, Block):
        return replace(node, objects=tuple(map(blind, node.objects)))
    return node


def scattered(print_, count, seed):
    """The print with some of its clauses moved to other places, and every clause numbered again."""
    chance = random.Random(seed)
    clauses = [path for path, node in print_.provisions() if node.tag == "section" and is_clause(print_, path)]
    moving = sorted(chance.sample(clauses[2:], count), reverse=True)
    taken = []
    for path in moving:
        taken.append(print_.at(path))
        print_ = print_.edited(path, lambda node: ())
    for clause in taken:
        left = [path for path, node in print_.provisions() if node.tag == "section" and is_clause(print_, path)]
        beside = chance.choice(left)
        print_ = print_.edited(beside, lambda node, clause=clause: (node, clause))
    number = 0
    for path, node in list(print_.provisions()):
        if node.tag == "section" and is_clause(print_, path):
            number += 1
            print_ = print_.edited(
                (*path, 0 if node.items[0] == node.number else node.items.index(node.number)), numbered(number)
            )
    return print_


def numbered(number):
    return lambda block: (replace(block, text=Text(str(number))),)


def is_clause(print_, path):
    return not any(print_.at(path[:depth]).tag == "quotedStructure" for depth in range(1, len(path)))
