"""What is counted of text messages. No label holds a number, an id or text."""

from __future__ import annotations

from prometheus_client import Counter

RECEIVED = Counter("second_opinion_sms_received_total", "Text messages received, by what became of them", ["outcome"])
SENDS = Counter("second_opinion_sms_sends_total", "Attempts to send, by outcome", ["outcome"])
DELIVERIES = Counter("second_opinion_sms_deliveries_total", "Delivery reports, by status", ["status"])
