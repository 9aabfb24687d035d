"""From values to lines of styled text, with Rich alone: screens and ``telex show`` share it."""
