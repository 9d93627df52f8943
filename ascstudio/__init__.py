"""The window of ASC Studio: a remote control for ``ml_core``, without any machine learning."""
