"""Rasa custom actions, thin: slots in, a rule called, a response name and events out."""
