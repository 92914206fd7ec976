"""A campaign is long where it is asked for by its marker (`just faults`), short in the ordinary run."""

import pytest


@pytest.fixture
def is_long(request: pytest.FixtureRequest) -> bool:
    """Whether the whole campaign runs."""
    return str(request.config.option.markexpr) == "faults"
