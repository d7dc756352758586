"""The library: models to copy, leaflets, logos, compulsory wording, papers and acts of the Rete."""
