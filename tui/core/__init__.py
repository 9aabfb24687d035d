"""Values and rules. Pure: the standard library and ``regex``; no I/O, no clock, no screen."""
