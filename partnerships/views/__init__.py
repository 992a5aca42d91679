"""The pages of partnerships and people: load with access, check, form, one action, redirect or render."""
