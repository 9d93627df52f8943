"""From a trained float student to an int8 ONNX file that onnxruntime runs in integers.

quantizer   which tensors are rounded, and how
qat         prepare for fine-tuning with simulated rounding, then convert
shaping     shapes the integer kernels are fast at
export      ONNX files: float, int8, and int8 with the front end in front
parity      does the exported file decide like the converted network
quiet       libraries that talk too much
"""
