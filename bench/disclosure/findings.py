"""What the audit finds: where, of what, and how a reader comes by it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, order=True)
class Finding:
    """One thing that can be recovered; `leak` names the kind, `where` the document, `what` the number."""

    leak: str
    where: str
    what: str
    how: str

    def __str__(self) -> str:
        return f"{self.leak}: {self.where}: {self.what}: {self.how}"
