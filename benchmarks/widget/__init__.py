"""The widget beside three others, measured in one run."""
