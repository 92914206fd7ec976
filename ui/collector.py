"""When Python looks for cycles of garbage: not while the program starts, and never again through all of itself."""

import gc


def hold() -> None:
    """Do not look while hundreds of modules come in: nothing of them is ever garbage."""
    gc.disable()


def resume() -> None:
    """Look again before the program has settled: a store is being made up, which leaves much garbage."""
    gc.enable()


def settle() -> None:
    """Look from now on, past what the program itself is made of: a whole search would stop the window for 100 ms."""
    if not gc.get_freeze_count():
        gc.freeze()
    gc.enable()
