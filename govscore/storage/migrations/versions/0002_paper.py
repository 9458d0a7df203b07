"""Responses that came on paper: who keyed in whose while it is open, and how many there were once closed"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BEFORE = "letter IN ('invitation', 'reminder', 'account')"
AFTER = "letter IN ('invitation', 'reminder', 'account', 'paper')"


def upgrade() -> None:
    op.add_column("evaluation", sa.Column("on_paper", sa.Integer(), nullable=True))
    op.add_column(
        "invitation", sa.Column("on_paper", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("keyed_by", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_outbox_keyed_by_account"), "account", ["keyed_by"], ["id"])
        batch_op.drop_constraint(batch_op.f("ck_outbox_known_letter"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_outbox_known_letter"), AFTER)
        batch_op.create_check_constraint(
            batch_op.f("ck_outbox_paper_by_somebody"), "(keyed_by IS NOT NULL) = (letter = 'paper')"
        )


def downgrade() -> None:
    op.execute("DELETE FROM outbox WHERE letter = 'paper'")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_outbox_paper_by_somebody"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_outbox_known_letter"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_outbox_known_letter"), BEFORE)
        batch_op.drop_constraint(batch_op.f("fk_outbox_keyed_by_account"), type_="foreignkey")
        batch_op.drop_column("keyed_by")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_column("on_paper")
    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        batch_op.drop_column("on_paper")
