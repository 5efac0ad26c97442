"""What this machine does: `make bench` measures the figures of docs/figures.md again."""
