"""What is published, sent or scored never changes: the database itself refuses it

On SQLite a table that a later step makes anew, in batch mode, loses its guards: that step must put them back.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

GUARDED = {
    "published_questionnaire": "a published version never changes: publish a new one",
    "sent_report": "a report that was sent never changes",
    "scorecard": "the scorecard of a closed evaluation never changes",
}
FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'restrict_violation';
END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table, message in GUARDED.items():
            for act in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {_name(table, act)} BEFORE {act} ON {table}"
                    f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
                )
        return
    op.execute(FUNCTION)
    for table, message in GUARDED.items():
        for act, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {_name(table, act)} BEFORE {act} ON {table}"
                f" FOR EACH {each} EXECUTE FUNCTION refuse_change('{message}')"
            )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in GUARDED:
            for act in ("UPDATE", "DELETE"):
                op.execute(f"DROP TRIGGER {_name(table, act)}")
        return
    op.execute("DROP FUNCTION refuse_change() CASCADE")


def _name(table: str, act: str) -> str:
    return f"{table}_refuses_{act.lower()}"
