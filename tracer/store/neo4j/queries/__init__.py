"""All Cypher statements of the server store. They contain names of the schema, never text of a person.

A node of the case has the label ``Thing`` and the label of its type. Its property ``told`` keeps the record of each
source; the other properties show the merged record. A link is a relationship of its own type with the same properties.
A transfer is a relationship TRANSFER between two accounts; its property ``entries`` keeps the statement rows. The
unknown end of a transfer is a node ``Outside``. Readers see a node or relationship only if its property ``since`` is
not above the version of the case, so that all records of a bulk load become visible at once.

A match by an id names its index (USING INDEX SEEK). Without this, a plan made while the statistics of the index are old,
as after a first load, reads the whole index for each id: the cost of a load is then quadratic.
"""
