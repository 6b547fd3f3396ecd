"""Records, tables, errors, digests, ports and plugins: what every other package rests on."""
