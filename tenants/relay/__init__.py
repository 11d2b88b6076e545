"""From each schema's outbox to its subscribers: wake-ups over Redis, a sweeper for what was left behind."""
