"""Samples to log-mel, from one specification.

spec             what decides a log-mel spectrogram, as a value that travels inside bundles
log_mel          numpy, whole clips or windows: the reference
streaming        numpy, only the frames that are new
torch_log_mel    torch, batches on any device, through torchaudio (the only part that needs torch)
torchaudio_door  how torchaudio is imported where its compiled extension cannot be
"""
