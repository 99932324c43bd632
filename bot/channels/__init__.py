"""The ways in: web (WebSocket and HTTP) and SMS (Twilio)."""
