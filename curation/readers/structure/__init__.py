"""From flat blocks of text to the parts of a law, a policy or a standard."""
