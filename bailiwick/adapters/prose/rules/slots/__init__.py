"""Who and what stands in a slot: services, people, places, programs, links, addresses."""
