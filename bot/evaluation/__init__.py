"""Measures the assistant on question sets that it has not been trained on."""
