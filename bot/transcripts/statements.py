"""The statements that every turn runs, built once: building one anew takes longer than running it.

Writes name tables instead of mapped classes, so that no session looks for objects to bring up to date.
"""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import BindParameter, Table, bindparam, func, insert, select, update

from bot.transcripts.tables import ConversationRow, HandoffRow, MessageRow, OutboxRow, TurnRow

CONVERSATIONS = cast(Table, ConversationRow.__table__)
TURNS = cast(Table, TurnRow.__table__)
MESSAGES = cast(Table, MessageRow.__table__)
OUTBOX = cast(Table, OutboxRow.__table__)
HANDOFFS = cast(Table, HandoffRow.__table__)

_of_conversation = TurnRow.conversation_id == bindparam("conversation")
_of_message = TurnRow.message_id == bindparam("message")

TOKEN = select(ConversationRow.token_hash).where(ConversationRow.id == bindparam("conversation"))
STATE = select(
    ConversationRow.version,
    ConversationRow.slots,
    ConversationRow.last_activity_at,
    ConversationRow.opted_out_at,
).where(ConversationRow.id == bindparam("conversation"))

KNOWN_TURN = select(TurnRow).where(TurnRow.id == bindparam("turn"))
ANSWER = select(TurnRow.answer).where(_of_conversation, _of_message)
OLDEST_OPEN = select(TurnRow).where(_of_conversation, TurnRow.status == "received").order_by(TurnRow.id).limit(1)
_is_open = TurnRow.status == "received"
# All that a new message's journal entry needs to know of its conversation, in one look
BEFORE_JOURNAL = select(
    ConversationRow.version,
    ConversationRow.slots,
    ConversationRow.last_activity_at,
    ConversationRow.opted_out_at,
    select(TurnRow.id).where(_of_conversation, _of_message).scalar_subquery().label("known"),
    select(func.count())
    .where(_of_conversation, TurnRow.received_at.between(bindparam("since"), bindparam("until")))
    .scalar_subquery()
    .label("recent"),
    select(TurnRow.id).where(_of_conversation, _is_open).limit(1).scalar_subquery().label("waiting"),
).where(ConversationRow.id == bindparam("conversation"))
FINISH_TURN = (
    update(TURNS)
    .where(TURNS.c.id == bindparam("turn"), TURNS.c.status == "received")
    .values(
        status="done",
        pending_text=None,
        finished_at=bindparam("now"),
        elapsed_ms=bindparam("took_ms"),
        answer=bindparam("given"),
        events=bindparam("happened"),
    )
    .returning(TURNS.c.id)
)
MOVE_CONVERSATION = (
    update(CONVERSATIONS)
    .where(CONVERSATIONS.c.id == bindparam("conversation"), CONVERSATIONS.c.version == bindparam("seen_version"))
    .values(
        version=CONVERSATIONS.c.version + 1,
        last_seq=CONVERSATIONS.c.last_seq + bindparam("lines"),
        slots=bindparam("new_slots"),
        last_activity_at=bindparam("now"),
    )
    .returning(CONVERSATIONS.c.last_seq)
)
ADD_CONVERSATION = insert(CONVERSATIONS)
ADD_TURN = insert(TURNS).returning(TURNS.c.id)
ADD_LINES = insert(MESSAGES)
ADD_TEXTS = insert(OUTBOX)
# An answer that is repeated hands nobody off again: its reference is known.
_named: dict[str, BindParameter[Any]] = {
    name: bindparam(name) for name in ("conversation_id", "turn_id", "reference", "reason", "phone")
}
ADD_HANDOFF = insert(HANDOFFS).from_select(
    list(_named),
    select(*_named.values()).where(
        ~select(HANDOFFS.c.id)
        .where(HANDOFFS.c.reference == _named["reference"], HANDOFFS.c.conversation_id == _named["conversation_id"])
        .exists()
    ),
)
LINES_OF_TURN = (
    select(MessageRow)
    .where(MessageRow.conversation_id == bindparam("conversation"), MessageRow.client_id == bindparam("message"))
    .order_by(MessageRow.seq)
)
LINES_AFTER = (
    select(MessageRow)
    .where(MessageRow.conversation_id == bindparam("conversation"), MessageRow.seq > bindparam("seq"))
    .order_by(MessageRow.seq)
    .limit(bindparam("most"))
)
