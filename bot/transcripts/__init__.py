"""What is stored: tables, journal, tracker store, outbox, redaction, search, retention."""
