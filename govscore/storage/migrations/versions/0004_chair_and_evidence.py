"""The vice-chair’s account, and how good the evidence behind an authority’s view is"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BEFORE = "board_id IS NULL OR role IN ('chair', 'clerk', 'head')"
AFTER = "board_id IS NULL OR role IN ('chair', 'clerk', 'head', 'vice-chair')"


def upgrade() -> None:
    with op.batch_alter_table("grant", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_grant_board_role"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_grant_board_role"), AFTER)
    op.add_column("authority_view", sa.Column("quality", sa.String(), nullable=True))
    op.add_column("authority_view", sa.Column("made_with", sa.String(), nullable=True))


def downgrade() -> None:
    op.execute("""DELETE FROM "grant" WHERE role = 'vice-chair'""")
    with op.batch_alter_table("authority_view", schema=None) as batch_op:
        batch_op.drop_column("made_with")
        batch_op.drop_column("quality")
    with op.batch_alter_table("grant", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_grant_board_role"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_grant_board_role"), BEFORE)
