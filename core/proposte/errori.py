"""What can stand in the way of a change: somebody else was there first. Nothing is written."""


class CambiatoNelFrattempo(Exception):  # noqa: N818 - the name says what happened
    """Fields that their author changed were changed by somebody else too, meanwhile.

    ``voci`` is {field: plain value of now}.
    """

    def __init__(self, voci):
        super().__init__(", ".join(voci))
        self.voci = voci


class PropostaSuperata(Exception):  # noqa: N818
    """The proposal is no longer the one that was read: changed, or decided, meanwhile."""


class VociMosse(Exception):  # noqa: N818
    """The live sheet has moved under a proposal: ``voci`` is {field: plain value of now}."""

    def __init__(self, voci):
        super().__init__(", ".join(voci))
        self.voci = voci
