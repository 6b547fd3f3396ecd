"""A fuzzer for the readers of documents and the commands that take files: seeds, mutations, families and the loop."""
