"""Rasa graph components: sentence encoder, classifier, extractors, question splitter."""
