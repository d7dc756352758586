"""Demo content: invented members and services that show the portal at work, marked wherever they appear."""
