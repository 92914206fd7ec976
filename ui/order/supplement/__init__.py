"""Additional work at the desk: a finding is reported, put to the customer on the quote's page, and answered."""
