"""report issue, list, verify, errata, withdraw: what left the office, and whether it still holds."""
