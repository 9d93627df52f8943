"""Names of Train's networks and sizes: those of the whole window."""

from ascstudio.project.names import FUSED as FUSED
from ascstudio.project.names import bytes_words as bytes_words
from ascstudio.project.names import network_title as network_title
from ascstudio.project.names import percent as percent
