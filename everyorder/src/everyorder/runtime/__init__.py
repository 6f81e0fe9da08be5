"""Threads, decisions, the clock, what each step touches, recording."""
