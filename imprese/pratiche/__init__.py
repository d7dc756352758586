"""Good practices told by members: written, sent, read by ATS, published."""
