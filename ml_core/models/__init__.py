"""Networks: one file per family, their heads, a registry, the authors' files, complexity."""
