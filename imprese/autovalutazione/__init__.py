"""The self-check: its form, the suggestions, the count for who asks to be counted."""
