"""The newsletter: who asked for it, its numbers, what becomes of each e-mail."""
