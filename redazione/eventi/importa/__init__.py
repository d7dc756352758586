"""A calendar file becomes events: read within limits, shown, then all of it or nothing."""
