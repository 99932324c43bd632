"""Fills a database with made-up conversations, and measures the console on it."""
