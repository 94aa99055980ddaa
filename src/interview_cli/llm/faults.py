"""What can go wrong with a call to a model, as events that a coach further down the line can make good.

    ModelFault                    one call, or a provider for a while, is of no use
    ├── ProviderDown              can't be reached, stalls, answers nonsense, keeps failing: rest it for a while
    ├── RateLimited               wait longer than a person should: go elsewhere
    ├── QuotaSpent                the account has no credit left
    ├── KeyRefused                401 or 403; the key is not tried again
    ├── ModelGone                 none of the models is there
    ├── TooLong                   the prompt is too long, even shortened
    ├── Refused                   the provider's filter or the model declined
    ├── Unusable                  the reply fits no schema, twice, or holds the canary
    ├── BudgetReached             the call would go over the budget
    ├── NotAllowed                the transport refused the host
    └── NotWorthAsking            plain code can tell as much of it

`str(fault)` is one line for the person; `rest` is whether the provider should be left alone for a while.
"""

from __future__ import annotations

from typing import ClassVar

from interview_cli.errors import InterviewError


class ModelFault(InterviewError):
    """Root of the tree. It ends in another coach's work and one notice, not in an exit code."""

    rest: ClassVar[bool] = False


class ProviderDown(ModelFault):
    """The provider can't be reached, stalls, breaks off, or answers nonsense."""

    rest = True


class RateLimited(ModelFault):
    """429 with a longer wait than a person should be put through."""

    rest = True


class QuotaSpent(ModelFault):
    """The account has no credit left: no retry helps."""

    rest = True


class KeyRefused(ModelFault):
    """The key was refused. It is not tried at any other host."""

    rest = True


class ModelGone(ModelFault):
    """None of the models that were asked for, nor any other there, would answer."""

    rest = True


class TooLong(ModelFault):
    """The prompt is longer than the model takes, or the reply longer than it may be, twice."""


class Refused(ModelFault):
    """The provider's filter or the model itself declined to answer."""


class Unusable(ModelFault):
    """What came back could not be used, also after it was asked for once more."""


class BudgetReached(ModelFault):
    """The next call could cost more than what is left of the budget."""

    rest = True


class NotAllowed(ModelFault):
    """`--local`, `--offline` or a redirect: the transport did not let the call out."""

    rest = True


class NotWorthAsking(ModelFault):
    """Plain code can tell as much of it as a model: nothing was sent."""


class Flaky(Exception):
    """A failure that one more try may mend. `after` is how long the provider asks to wait, in seconds; `model_may_differ`
    is whether another model of the same provider could do better.
    """

    def __init__(self, message: str, *, after: float = 0.0, model_may_differ: bool = False) -> None:
        super().__init__(message)
        self.after = after
        self.model_may_differ = model_may_differ


class Gone(Exception):
    """This one model is not there (any more); another of the same provider may be."""


class Overlong(Exception):
    """The prompt was too long for the model."""


class Unsupported(Exception):
    """The provider does not take one of the parameters; `str()` is what it said."""
