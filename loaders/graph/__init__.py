"""The property graph: declared in ``mapping.yaml``, written, read back and described by it.

``mapping`` reads the declaration, ``schema`` makes constraints, indexes and the text of ``kg schema`` of it, ``rows``
turns triples into rows and rows into triples, ``write`` replaces and removes a review's part of the graph.
"""
