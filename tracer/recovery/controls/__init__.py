"""What an office and its auditors control: closed months, separate duties, complete sales, stock, the bank."""
