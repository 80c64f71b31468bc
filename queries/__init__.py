"""The query library: cross-review questions, one ``.cypher`` file each, run on an open store.

>>> import queries
>>> sorted(queries.library())[:3]
['agencies', 'contacts', 'deaths']
"""

from queries.library import library, named
from queries.query import Column, Parameter, Query, QueryError
from queries.run import Answer, run

__all__ = ["Answer", "Column", "Parameter", "Query", "QueryError", "library", "named", "run"]
