"""The staff console: server-rendered pages to find conversations, judge them and correct the assistant."""
