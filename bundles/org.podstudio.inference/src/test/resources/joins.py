# Makes joins.onnx: a network of half precision that joins values for its convolutions: one that ends in a function, two that do not, of which one has
# the weights of the first, one whose joined value is wanted twice, and one of a sum that has the channels of its second part. And refused.onnx, in
# which a value has a name that is given to weights when it is written anew. usage: python3 joins.py (onnx 1.x, numpy)
import numpy as np, onnx
from onnx import helper as h, numpy_helper, TensorProto as T
random = np.random.RandomState(5)
def weight(name, *shape): return numpy_helper.from_array((random.rand(*shape) * 0.4 - 0.2).astype(np.float16), name)
around = dict(pads=[1, 1, 1, 1])
nodes = [
    h.make_node('Cast', ['input'], ['half'], to=T.FLOAT16),
    h.make_node('Conv', ['half', 'w1', 'b1'], ['c1'], **around), h.make_node('Relu', ['c1'], ['r1']),
    h.make_node('MaxPool', ['r1'], ['pooled'], kernel_shape=[3, 3], **around),
    h.make_node('Conv', ['pooled', 'w2', 'b2'], ['c2'], **around), h.make_node('Relu', ['c2'], ['r2']),
    h.make_node('Concat', ['r2', 'r1'], ['j1'], axis=1),
    h.make_node('Conv', ['j1', 'w3', 'b3'], ['c3'], dilations=[2, 2], pads=[2, 2, 2, 2]), h.make_node('Relu', ['c3'], ['r3']),
    h.make_node('Concat', ['r2', 'r1'], ['j4'], axis=1), h.make_node('Conv', ['j4', 'w3', 'b3'], ['c7'], **around),
    h.make_node('Add', ['r3', 'c7'], ['both']),
    h.make_node('Concat', ['both', 'r2'], ['j2'], axis=1),
    h.make_node('Conv', ['j2', 'w4'], ['c4'], **around),
    h.make_node('Concat', ['c4', 'r1'], ['j3'], axis=1),
    h.make_node('Conv', ['j3', 'w5', 'b5'], ['c5'], **around), h.make_node('Conv', ['j3', 'w6', 'b5'], ['c6'], **around),
    h.make_node('Add', ['c5', 'r1'], ['spread']), h.make_node('Concat', ['spread', 'c4'], ['j5'], axis=1),
    h.make_node('Conv', ['j5', 'w6', 'b5'], ['c8'], **around),
    h.make_node('Add', ['c5', 'c6'], ['c9']), h.make_node('Add', ['c9', 'c8'], ['sum']), h.make_node('Sigmoid', ['sum'], ['s']),
    h.make_node('Cast', ['s'], ['mask'], to=T.FLOAT)]
sized = lambda name, kind, channels: h.make_tensor_value_info(name, kind, [1, channels, 'height', 'width'])
channels = dict(half=3, c1=6, r1=6, pooled=6, c2=10, r2=10, j1=16, c3=4, r3=4, j4=16, c7=4, both=4, j2=14, c4=5, j3=11, c5=1, c6=1,
    spread=6, j5=11, c8=1, c9=1, sum=1, s=1)
graph = h.make_graph(nodes, 'joins', [sized('input', T.FLOAT, 3)], [sized('mask', T.FLOAT, 1)],
    [weight('w1', 6, 3, 3, 3), weight('b1', 6), weight('w2', 10, 6, 3, 3), weight('b2', 10), weight('w3', 4, 16, 3, 3), weight('b3', 4),
     weight('w4', 5, 14, 3, 3), weight('w5', 1, 11, 3, 3), weight('b5', 1), weight('w6', 1, 11, 3, 3)],
    value_info=[sized(name, T.FLOAT16, count) for name, count in channels.items()])
save = lambda graph, name: onnx.save(h.make_model(graph, opset_imports=[h.make_opsetid('', 15)], ir_version=8), name)
save(graph, 'joins.onnx')
nodes = [h.make_node('Cast', ['input'], ['half'], to=T.FLOAT16), h.make_node('Conv', ['half', 'w'], ['w in 16 bits'], **around),
    h.make_node('Sigmoid', ['w in 16 bits'], ['s']), h.make_node('Cast', ['s'], ['mask'], to=T.FLOAT)]
save(h.make_graph(nodes, 'refused', [sized('input', T.FLOAT, 3)], [sized('mask', T.FLOAT, 1)], [weight('w', 1, 3, 3, 3)],
    value_info=[sized(name, T.FLOAT16, count) for name, count in {'half': 3, 'w in 16 bits': 1, 's': 1}.items()]), 'refused.onnx')
