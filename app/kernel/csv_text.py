"""The rows of a CSV text with a header line."""

import csv
from io import StringIO


def rows_of(text: str) -> list[dict[str, str]]:
    """One dictionary a row; a cell that is missing at the end of a line is empty.

    >>> rows_of("code,name\\nLB-1,换机油")
    [{'code': 'LB-1', 'name': '换机油'}]
    """
    return [{name: value or "" for name, value in row.items()} for row in csv.DictReader(StringIO(text))]
