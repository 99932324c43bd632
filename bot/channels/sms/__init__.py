"""Text messages by Twilio: a signed webhook in, one short message out."""
