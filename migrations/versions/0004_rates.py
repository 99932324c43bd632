"""rates, counted for all replicas together

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'rates',
        sa.Column('name', sa.String(64), primary_key=True),
        sa.Column('key', sa.String(64), primary_key=True),
        sa.Column('begun_at', sa.DateTime(timezone=True), primary_key=True),
        sa.Column('count', sa.Integer(), nullable=False),
    )
    op.create_index('ix_rates_begun_at', 'rates', ['begun_at'])


def downgrade() -> None:
    op.drop_table('rates')
