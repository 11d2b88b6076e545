"""How long one piece of news takes to reach every screen, what a screen costs, and how all come back after a restart.

python -m tests.performance.live [sockets]        2 000 unless told otherwise; writes build/bench/live.json
"""
