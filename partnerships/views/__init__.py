"""The pages of people, one module each: load with access, check, form, one action, redirect or render."""
