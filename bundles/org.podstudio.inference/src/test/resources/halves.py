# Makes halves.onnx: a network that computes in 16 bits, as converters of half precision leave it, with conversions at its ends and around
# what cannot, conversions after their use in the file, and a second output. usage: python3 halves.py (onnx 1.x, numpy)
import numpy as np, onnx
from onnx import helper as h, numpy_helper, TensorProto as T
random = np.random.RandomState(3)
def weight(name, *shape): return numpy_helper.from_array((random.rand(*shape) - 0.5).astype(np.float16), name)
nodes = [
    h.make_node('Conv', ['half', 'w1', 'b1'], ['c1'], 'first', pads=[1, 1, 1, 1]),
    h.make_node('Relu', ['c1'], ['r1']),
    h.make_node('Shape', ['r1'], ['shape']),
    h.make_node('Cast', ['shape'], ['sizes'], to=T.FLOAT),
    h.make_node('Cast', ['sizes'], ['shape2'], to=T.INT64),
    h.make_node('Resize', ['wide', '', '', 'shape2'], ['same'], mode='linear'),
    h.make_node('Conv', ['same half', 'w2', 'b2'], ['c2'], 'second', pads=[1, 1, 1, 1]),
    h.make_node('Sigmoid', ['c2'], ['s']),
    h.make_node('Cast', ['input'], ['half'], to=T.FLOAT16),
    h.make_node('Cast', ['r1'], ['wide'], to=T.FLOAT),
    h.make_node('Cast', ['same'], ['same half'], to=T.FLOAT16),
    h.make_node('Cast', ['s'], ['mask'], to=T.FLOAT),
    h.make_node('Cast', ['c2'], ['raw'], to=T.FLOAT)]
sized = lambda name, kind, channels: h.make_tensor_value_info(name, kind, [1, channels, 'height', 'width'])
kinds = [sized(n, T.FLOAT16, c) for n, c in (('half', 3), ('c1', 16), ('r1', 16), ('same half', 16), ('c2', 1), ('s', 1))]
kinds += [sized(n, T.FLOAT, 16) for n in ('wide', 'same')] + [h.make_tensor_value_info('shape', T.INT64, [4]), h.make_tensor_value_info('sizes', T.FLOAT, [4])]
graph = h.make_graph(nodes, 'halves', [sized('input', T.FLOAT, 3)], [sized('mask', T.FLOAT, 1), sized('raw', T.FLOAT, 1)],
    [weight('w1', 16, 3, 5, 5), weight('b1', 16), weight('w2', 1, 16, 3, 3), weight('b2', 1)], value_info=kinds)
for node in graph.node:
    if node.name == 'first': node.attribute[0].ints[:] = [2, 2, 2, 2]
onnx.save(h.make_model(graph, opset_imports=[h.make_opsetid('', 15)], ir_version=8), 'halves.onnx')
