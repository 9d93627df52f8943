"""A bundle as C99 source: weights, integer kernels and front end, without any allocation.

    onnx_reader  the int8 network as nodes and arrays, without the onnx package
    values       tensors in one workspace, views of them, expressions over them
    lowering     nodes to steps
    convolving   convolutions and pooling, with all that is known beforehand
    steps        what there is to do, in order
    sharing      results that take the place of what they are made of, and no copies
    memory       a place for every tensor, shared by those that do not live at once
    emitting     every step as a C function
    front_end    tables of the log-mel
    program      everything as files
    export       a folder of them, with what they take
    microcontroller  how long a window takes on one, estimated
    templates    the kernels as they are written, in C

Sums of rounded numbers are exact, and every rounding is that of the ONNX operators: QLinearConv
for a convolution between dequantize and quantize steps, its bias rounded to input scale times
weight scale; float32 one operation at a time for everything else. A fixed-point multiplier
instead of the float one would be quicker where there is no float unit, but not equal.
onnxruntime itself adds rounded maps by a kernel of its own, QLinearAdd: of 64 windows of ESC-10 it
gave one integer in a thousand otherwise in CP-Mobile, one in 14,000 in TF-SepNet and none in
DS-FlexiNet, CP-ResNet and YAMNet's student; all 249 windows were decided alike.

Nothing here needs torch or the onnx package.
"""

from ml_core.c99.export import export_c, writing_c

__all__ = ["export_c", "writing_c"]
