"""${message}."""

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Say what happens to rows already there."""


def downgrade() -> None:
    """Refuse where something would be lost."""
