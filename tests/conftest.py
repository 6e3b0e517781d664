"""What all tests need of the process they run in."""

import signal

# A shell that starts the tests in the background lets them ignore Ctrl-C, and so would every program they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
