"""Messages, the embedded Rasa agent and the guard that runs before it."""
