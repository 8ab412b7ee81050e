"""Which payments the picture shows: by days and amount."""
