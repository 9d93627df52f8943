"""From a trained float student to an int8 ONNX file that onnxruntime runs in integers.

graph        a network's operations, in a form that runs in integers
quantizer    which tensors are rounded, and how
qat          prepare for fine-tuning with simulated rounding, then convert
ranges       ranges without fine-tuning: post-training quantization
sensitivity  what every layer loses by being rounded
moving       what only moves values moves integers
shaping      shapes the integer kernels are fast at
export       ONNX files: float, int8, and int8 with the front end in front
parity       does the exported file decide like the network it was made from
quiet        libraries that talk too much
"""
