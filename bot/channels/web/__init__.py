"""The web channel: HTTP and WebSocket, one contract."""
