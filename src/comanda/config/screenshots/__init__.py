"""Pictures of every page, to look at: two sizes, light and dark, Italian and English."""
