"""Targets of a coverage-guided fuzzer: what must hold for any bytes. The tests run the same targets on fewer inputs."""
