"""The server's parts, as the integration tests have them."""

from tests.integration.conftest import agent, knowledge, parts, settings

__all__ = ["agent", "knowledge", "parts", "settings"]
