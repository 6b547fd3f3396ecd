"""The rules that keep two similar texts apart."""
