"""What every API shares on the wire: how answers are written and how lists are paged."""
