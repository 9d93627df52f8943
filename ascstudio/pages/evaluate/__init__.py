"""Evaluate: how good the exported file is, on which device, and what the mistakes sound like."""
