"""One order: header, stepper, a page a step, timeline, papers."""
