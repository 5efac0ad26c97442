"""What a section has said: the gate that everything proposed passes, and how it becomes a statement."""
