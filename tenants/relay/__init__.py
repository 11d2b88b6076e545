"""From each schema's outbox to its subscribers: wake-ups over Redis, a sweeper for what a crash or a lost wake-up left."""
