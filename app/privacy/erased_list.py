"""Who was erased, by id, in a file beside the database: a restored backup must not bring anybody back."""

import hmac
import json
import os
from hashlib import sha256
from pathlib import Path

from app.desk import Store

FILE_NAME = "forecourt.erased"


def remember(store: Store, customer_id: int) -> None:
    """Add one line, durably. It names a number, never a person, and only this store can write one that counts."""
    line = json.dumps({"customer": customer_id, "mac": _mac(store, customer_id)}) + "\n"
    handle = os.open(_path(store), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def remembered(store: Store) -> tuple[int, ...]:
    """The ids on the list; a line that this store did not write is passed over."""
    path = _path(store)
    if not path.exists():
        return ()
    found = []
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        try:
            row = json.loads(line)
            is_ours = hmac.compare_digest(str(row["mac"]), _mac(store, int(row["customer"])))
        except (ValueError, KeyError, TypeError):
            continue  # the torn last line of a power cut
        if is_ours:
            found.append(int(row["customer"]))
    return tuple(dict.fromkeys(found))


def _path(store: Store) -> Path:
    return store.folder / FILE_NAME


def _mac(store: Store, customer_id: int) -> str:
    return hmac.new(store.chain_key, f"erased:{customer_id}".encode(), sha256).hexdigest()
