"""Deploy: bundles, whether they can be trusted, what they cost, and taking them out."""
