"""Who may grant how much: whoever prepares it, a manager, above that the store head with a signature (R112)."""

from enum import StrEnum


class Granting(StrEnum):
    """Whose word a compensation takes."""

    ALONE = "alone"
    MANAGER = "manager"
    STORE_HEAD = "store_head"


def granting(amount_fen: int, *, is_manager: bool, handler_limit_fen: int, manager_limit_fen: int) -> Granting:
    """A limit itself is still inside; above the manager's own even a manager needs the store head.

    >>> granting(5_000, is_manager=False, handler_limit_fen=0, manager_limit_fen=200_000)
    <Granting.MANAGER: 'manager'>
    """
    if amount_fen > manager_limit_fen:
        return Granting.STORE_HEAD
    return Granting.ALONE if is_manager or amount_fen <= handler_limit_fen else Granting.MANAGER
