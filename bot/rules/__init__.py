"""The rules module: pure Python, no Rasa, no I/O. Facts in, frozen verdicts out."""
