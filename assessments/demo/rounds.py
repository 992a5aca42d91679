"""The four rounds of the demo, oldest first."""

from assessments.demo import early_help_2026, living_well_2023, living_well_2024, living_well_2025

ROUNDS = (
    living_well_2023.ROUND,
    living_well_2024.ROUND,
    living_well_2025.ROUND,
    early_help_2026.ROUND,
)
