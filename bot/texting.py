"""Joins the SMS channel: account from the settings, sentences from domain.yml, tables from the database."""

from __future__ import annotations

from bot.channels.sms.account import ChannelTexts, TwilioAccount
from bot.channels.sms.desk import Stores
from bot.channels.sms.twilio_client import TwilioClient
from bot.channels.sms.webhook import SmsSetup
from bot.knowledge.loading import Knowledge
from bot.knowledge.responses import fill
from bot.settings import Settings
from bot.transcripts.outbox import Outbox
from bot.transcripts.store import ConversationStore
from bot.transcripts.texting import TextConversations


def channel_texts(knowledge: Knowledge) -> ChannelTexts:
    """Return the sentences that the channel itself says."""

    def said(name: str) -> str:
        return fill(knowledge.responses.variation(name, "sms").text, knowledge.values)

    return ChannelTexts(
        notice=said("utter_first_contact"),
        help=said("utter_sms_help"),
        stopped=said("utter_sms_stopped"),
        started=said("utter_sms_started"),
        too_many=said("utter_sms_too_many"),
    )


def sms_setup(
    settings: Settings, texts: ChannelTexts, store: ConversationStore, texting: TextConversations, outbox: Outbox
) -> SmsSetup | None:
    """Return what the SMS channel works with, or None when no Twilio account is set."""
    twilio = settings.twilio
    if twilio is None:
        return None
    account = TwilioAccount(
        sid=twilio.account_sid,
        tokens=twilio.auth_tokens,
        number=twilio.number,
        public_url=settings.public_url,
        api_base=twilio.api_base,
        replies_in_webhook=twilio.reply_by == "twiml",
    )
    return SmsSetup(account, texts, Stores(store, texting), outbox, TwilioClient(account))
