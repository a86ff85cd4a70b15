"""Speed and memory as ratios to well-known libraries, measured in one run on one machine.

``python -m benchmarks`` runs every topic, ``python -m benchmarks spine`` one of them. A topic is a
module of this package with a tuple `BENCHMARKS`. What a topic compares with is in the dependency
group ``bench``.
"""
