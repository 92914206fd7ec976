"""What people see: no SQL, no rule, no arithmetic on money."""
