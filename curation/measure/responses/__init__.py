"""What a response is beside an answer: an error of a service, a call of a tool, a frame with nothing in it; and its text without private reasoning."""
