"""Additional work 增项: found under repair, priced, put to the customer, and done only once they agreed (R032)."""
