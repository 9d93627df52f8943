"""From a trained float student to an int8 ONNX file that onnxruntime runs in integers.

graph        a network's operations, in a form that runs in integers
quantizer    which tensors are rounded, and how
qat          prepare for fine-tuning with simulated rounding, then convert
ranges       ranges without fine-tuning: post-training quantization
sensitivity  what every layer loses by being rounded
moving       what only moves values moves integers
shaping      shapes the integer kernels are fast at
export       ONNX files: float, int8, and int8 with the front end in front
integers     the converted network in integer arithmetic, rounded as ONNX defines it
parity       does the exported file decide like the network it was made from
parting      the first layer in which it does not
quiet        libraries that talk too much
"""
