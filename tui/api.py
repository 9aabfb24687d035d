"""What a source plugin may import: it stays as it is within one major version of telex."""

from tui.core.draft import Draft, FeedInfo
from tui.errors import (
    BadContent,
    Denied,
    Misconfigured,
    NotFound,
    SourceError,
    TooLarge,
    Unreachable,
    said,
)
from tui.errors import (
    Gone as GoneForGood,
)
from tui.sources.base import (
    API_VERSION,
    Checkpoint,
    Context,
    Event,
    Fresh,
    Gone,
    Job,
    Listed,
    Moved,
    Source,
    Trouble,
)

__all__ = [
    "API_VERSION",
    "BadContent",
    "Checkpoint",
    "Context",
    "Denied",
    "Draft",
    "Event",
    "FeedInfo",
    "Fresh",
    "Gone",
    "GoneForGood",
    "Job",
    "Listed",
    "Misconfigured",
    "Moved",
    "NotFound",
    "Source",
    "SourceError",
    "TooLarge",
    "Trouble",
    "Unreachable",
    "said",
]
