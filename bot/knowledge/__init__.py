"""Reads and checks data/knowledge/ and the answers of domain.yml; nothing else parses them."""
