"""What tests stand on: databases, a browser, files beside the checkout."""
