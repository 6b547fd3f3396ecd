"""The forms in which language models are asked over HTTP, one module each, behind one small table."""
