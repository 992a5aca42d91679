"""The pages of rounds, one module each: load with access, check, form, one action, redirect or render."""
