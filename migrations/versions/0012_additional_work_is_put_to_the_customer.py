"""Additional work is put to the customer: what was found, what was offered for it, how the customer answered."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table('supplement',
    sa.Column('id', _WHOLE, nullable=False),
    sa.Column('order_id', _WHOLE, nullable=False),
    sa.Column('quote_version_id', _WHOLE, nullable=False),
    sa.Column('ordinal', _WHOLE, nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('finding', sa.String(), nullable=False),
    sa.Column('new_promise_at', sa.BigInteger(), nullable=True),
    sa.Column('begun_at', sa.BigInteger(), nullable=False),
    sa.Column('begun_by', _WHOLE, nullable=False),
    sa.Column('sent_at', sa.BigInteger(), nullable=True),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.Column('ended_reason', sa.String(), nullable=False),
    sa.Column('old_total_fen', _WHOLE, nullable=False),
    sa.Column('new_total_fen', _WHOLE, nullable=False),
    sa.Column('way', sa.String(length=40), nullable=True),
    sa.Column('asked_by', _WHOLE, nullable=True),
    sa.Column('called_number', sa.String(), nullable=False),
    sa.Column('called_at', sa.BigInteger(), nullable=True),
    sa.Column('said', sa.String(), nullable=False),
    sa.Column('witness_id', _WHOLE, nullable=True),
    sa.Column('second_witness_id', _WHOLE, nullable=True),
    sa.Column('evidence_file_sha256', sa.String(), nullable=False),
    sa.Column('paper_number', sa.String(), nullable=False),
    sa.Column('version', _WHOLE, nullable=False),
    sa.ForeignKeyConstraint(['asked_by'], ['staff_member.id'], name=op.f('fk_supplement_asked_by')),
    sa.ForeignKeyConstraint(['begun_by'], ['staff_member.id'], name=op.f('fk_supplement_begun_by')),
    sa.ForeignKeyConstraint(['order_id'], ['service_order.id'], name=op.f('fk_supplement_order_id')),
    sa.ForeignKeyConstraint(['quote_version_id'], ['quote_version.id'], name=op.f('fk_supplement_quote_version_id')),
    sa.ForeignKeyConstraint(['second_witness_id'], ['staff_member.id'], name=op.f('fk_supplement_second_witness_id')),
    sa.ForeignKeyConstraint(['witness_id'], ['staff_member.id'], name=op.f('fk_supplement_witness_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_supplement')),
    sa.UniqueConstraint('order_id', 'ordinal', name=op.f('uq_supplement_order_id_ordinal')),
    sa.UniqueConstraint('quote_version_id', name=op.f('uq_supplement_quote_version_id'))
    )
    op.create_table('supplement_finding',
    sa.Column('id', _WHOLE, nullable=False),
    sa.Column('order_id', _WHOLE, nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('measured', sa.String(), nullable=False),
    sa.Column('is_safety', sa.Boolean(), nullable=False),
    sa.Column('raised_at', sa.BigInteger(), nullable=False),
    sa.Column('raised_by', _WHOLE, nullable=False),
    sa.Column('supplement_id', _WHOLE, nullable=True),
    sa.Column('dropped_at', sa.BigInteger(), nullable=True),
    sa.Column('dropped_reason', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['order_id'], ['service_order.id'], name=op.f('fk_supplement_finding_order_id')),
    sa.ForeignKeyConstraint(['raised_by'], ['staff_member.id'], name=op.f('fk_supplement_finding_raised_by')),
    sa.ForeignKeyConstraint(['supplement_id'], ['supplement.id'], name=op.f('fk_supplement_finding_supplement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_supplement_finding'))
    )
    op.create_index(op.f("ix_supplement_finding_order_id"), "supplement_finding", ["order_id"], unique=False)
    op.create_index(op.f("ix_supplement_finding_supplement_id"), "supplement_finding", ["supplement_id"], unique=False)
    # SQLite takes a foreign key with a new column only in the column's own words.
    op.execute("ALTER TABLE order_line ADD COLUMN taken_out_by_id INTEGER REFERENCES quote_version (id)")
    op.add_column("quote_version", sa.Column("supplement_ordinal", _WHOLE, nullable=True))
    op.add_column("quote_version", sa.Column("answered_at", sa.BigInteger(), nullable=True))
    op.add_column("quote_version", sa.Column("is_agreed", sa.Boolean(), server_default="0", nullable=False))
