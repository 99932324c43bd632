"""The Second Opinion Assistant: rules, language understanding, dialogue, channels, transcripts and console."""
