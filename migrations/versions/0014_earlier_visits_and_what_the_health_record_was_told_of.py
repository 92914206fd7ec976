"""Visits of which an older system told, and which orders went out with a vehicle health record."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table('earlier_visit',
    sa.Column('id', _WHOLE, nullable=False),
    sa.Column('vehicle_id', _WHOLE, nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('arrived_on', sa.Date(), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=False),
    sa.Column('odometer_km', _WHOLE, nullable=True),
    sa.Column('repair_category', sa.String(), nullable=False),
    sa.Column('lines', sa.String(), nullable=False),
    sa.Column('total_fen', _WHOLE, nullable=True),
    sa.Column('brought_in_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['vehicle_id'], ['vehicle.id'], name=op.f('fk_earlier_visit_vehicle_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_earlier_visit')),
    sa.UniqueConstraint('number', name=op.f('uq_earlier_visit_number'))
    )
    op.create_index(op.f("ix_earlier_visit_vehicle_id"), "earlier_visit", ["vehicle_id"], unique=False)
    op.create_table('exported_record',
    sa.Column('order_id', _WHOLE, nullable=False),
    sa.Column('exported_at', sa.BigInteger(), nullable=False),
    sa.Column('file_sha256', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['order_id'], ['service_order.id'], name=op.f('fk_exported_record_order_id')),
    sa.PrimaryKeyConstraint('order_id', name=op.f('pk_exported_record'))
    )
