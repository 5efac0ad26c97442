"""What the catalog says no to."""


class Refused(ValueError):
    """An edit that cannot be done. The message is one plain sentence for the person who tried."""
