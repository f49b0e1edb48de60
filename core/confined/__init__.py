"""The room of readers that foreign files could break: each runs in a child process with limits, and may be killed.

`call` asks from outside; `serve` answers inside. What runs inside imports neither pandas nor the rest of the project,
so that a child starts soon. Text, numbers and plain bytes come back: nothing that could run.
"""
