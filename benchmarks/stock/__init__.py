"""Stock Rasa beside this assistant: the same training data, the same machine, the same run."""
