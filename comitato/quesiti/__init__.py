"""Questions of the Comitato to the capofila of a project, and the answers."""
