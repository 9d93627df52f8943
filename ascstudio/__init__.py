"""The desktop application: a remote control for ``ml_core``. No machine learning."""
