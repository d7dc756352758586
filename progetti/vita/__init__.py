"""The life of a project: recording events, taking them back, extending a cycle, requests of a capofila."""
