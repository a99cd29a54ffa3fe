"""What all tests share: repeatable hypothesis runs and invented reports."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=150)
settings.load_profile("repeatable")


@pytest.fixture
def article() -> str:
    """A small report of an event that never was, in English."""
    return (
        "The harbour of Port Ilma was shut on Thursday after two ferries collided in the fog, the coast guard said.\n\n"
        "“We have seen no sign of a leak,” said Ana Lund, who leads the harbour office. She added that divers go down on Friday.\n\n"
        "The ferry company denied that its crew had ignored a warning, and said it was not clear which ship had turned first.\n"
    )
