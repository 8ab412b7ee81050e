"""The catalogues: one .po file a language, read at start; no compiled file is kept."""
