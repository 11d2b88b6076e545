"""The main job over HTTP against a running server, as a stranger would do it: `python -m tests.smoke --port 8000`.

Nothing here imports the product; what it knows is what its pages and its API say.
"""
