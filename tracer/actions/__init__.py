"""What a person can do: each action checks the right, does it, writes the log. Command line and screens call nothing else."""
