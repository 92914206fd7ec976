"""Files of others as they may come in: cut, flipped, spliced, lying about their sizes, or nonsense altogether."""

import random
from collections.abc import Sequence


def damaged(dice: random.Random, corpus: Sequence[bytes]) -> bytes:
    """One of the sound ones, damaged in one of six ways."""
    content = bytearray(dice.choice(corpus))
    way = dice.randrange(6)
    if way == 0:  # some bits
        for _flip in range(dice.randint(1, 40)):
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    elif way == 1:  # cut off
        del content[dice.randrange(len(content)) :]
    elif way == 2:  # the head lies about everything
        for at in range(min(64, len(content))):
            if dice.random() < 0.3:
                content[at] = dice.randrange(256)
    elif way == 3:  # two spliced
        other = dice.choice(corpus)
        content = content[: dice.randrange(len(content))] + bytearray(other[dice.randrange(len(other)) :])
    elif way == 4:  # huge numbers
        at = dice.randrange(len(content))
        content[at : at + 4] = b"\xff\xff\xff\xff"
    else:
        content = bytearray(dice.randbytes(dice.randint(0, 400)))
    return bytes(content)
