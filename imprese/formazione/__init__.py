"""Training: enrol without account, waiting list that moves by itself, attendance, certificates, retention."""
