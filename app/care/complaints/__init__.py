"""Complaints 投诉: registered, replied to, investigated, solved, made good, verified; four clocks, one record (D16)."""
