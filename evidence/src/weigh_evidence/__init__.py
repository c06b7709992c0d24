"""Programs behind the measured and counted findings of weigh's catalogue."""
