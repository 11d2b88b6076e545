"""What a schema is made of: its migrations, its compiled DDL, its fingerprint."""
