"""What the fault tests share: the server's parts, and processes of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fakes.fork_server import ForkServer
from tests.integration.conftest import agent, knowledge, parts, settings

__all__ = ["agent", "knowledge", "parts", "settings"]


@pytest.fixture(scope="session")
def importing() -> Iterator[ForkServer]:
    """The process whose forks are servers; what they import is imported once."""
    with ForkServer("tests.faults.server") as forks:
        yield forks


@pytest.fixture
def forks(importing: ForkServer) -> Iterator[ForkServer]:
    """Makes servers; those that still run at the end of a test are killed."""
    yield importing
    importing.kill_all()
