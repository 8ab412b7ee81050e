"""What a case keeps beside its records: source files, column mappings, declarations."""
