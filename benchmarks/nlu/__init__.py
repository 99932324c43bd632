"""Measurements of the language understanding; `make benchmark-nlu` runs the comparison."""
