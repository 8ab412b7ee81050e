"""How the kernels become machine code, and the whole numbers they may hold."""
