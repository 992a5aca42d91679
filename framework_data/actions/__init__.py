"""Every change of an edition: verbs that check permission, write, and leave a line in the edition's history."""
