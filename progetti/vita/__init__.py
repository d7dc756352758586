"""The life of a project: recording events, taking them back, extending a whole cycle, requests of a capofila."""
