"""Other machines: their addresses, the requests that go to them, and language models that are asked."""
