"""A desk full of canaries, readers of every sort, and every door there is: what the walks share."""
