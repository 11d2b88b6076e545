"""Trial, active, past due, suspended, archived, erased; and the domains that come and go."""
