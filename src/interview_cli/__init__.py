"""`interview`: an interview coach for the command line."""

__version__ = "0.2.0"
