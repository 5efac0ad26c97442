"""What runs in the background, as people see it: jobs, and whatever was given up."""
