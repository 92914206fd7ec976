"""How much memory the process holds, where the system tells."""

from pathlib import Path

_STATUS = Path("/proc/self/status")


def resident_mib() -> int | None:
    """Resident memory of this process in MiB; None where the system does not say."""
    lines = _STATUS.read_text().splitlines() if _STATUS.exists() else []
    return next((round(int(line.split()[1]) / 1024) for line in lines if line.startswith("VmRSS")), None)
