"""The transactional outbox: facts written with the change they tell of, relayed to subscribers after the commit."""
