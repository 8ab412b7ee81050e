"""What is rendered from the record types: tables for SQL, constraints for Cypher, the data dictionary."""
