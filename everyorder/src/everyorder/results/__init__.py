"""What is handed out: orders, traces, reports; nothing of the engine."""
