"""Workbooks to rows: XLSX, XLS and ODS, one reader each; typed cells become text without arithmetic."""
