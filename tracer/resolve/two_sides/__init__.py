"""Compares rows of a payer's statement with rows of a payee's statement: which state one payment, and why?"""
