"""What was done to a Bill in Word, as amendments."""
