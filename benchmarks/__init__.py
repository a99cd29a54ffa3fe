"""Measures accuracy and speed against published figures; every figure in the docs names the command here that prints it."""
