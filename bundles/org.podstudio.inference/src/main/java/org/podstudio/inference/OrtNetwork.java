package org.podstudio.inference;

import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;

/** One loaded network. Every native value lives no longer than the call that made it. */
final class OrtNetwork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OrtNetwork.class);

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String name;
    private final String device;
    private final String input;
    private final String output;
    private final long[] inputShape;
    private final long[] outputShape;
    private final Map<String, OnnxJavaType> types = new HashMap<>();
    private final List<Port> inputs;
    private final List<Port> outputs;

    private OrtNetwork(OrtEnvironment environment, OrtSession session, String name, String device) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.name = name;
        this.device = device;
        this.inputs = ports(session.getInputInfo());
        this.outputs = ports(session.getOutputInfo());
        session.getInputInfo().forEach((port, info) -> types.put(port,
                info.getInfo() instanceof TensorInfo tensor ? tensor.type : OnnxJavaType.UNKNOWN));
        NodeInfo in = picture(session.getInputInfo(), name);
        this.input = in.getName();
        this.inputShape = floats(in, name, "input").getShape();
        NodeInfo out = first(session.getOutputInfo(), name, "output");
        this.output = out.getName();
        this.outputShape = floats(out, name, "output").getShape();
    }

    static OrtNetwork load(Path model, Tuning tuning) {
        String name = String.valueOf(model.getFileName());
        try {
            return SessionOptions.load(model, tuning,
                    (environment, session, device) -> new OrtNetwork(environment, session, name, device));
        } catch (OrtException e) {
            throw failure(name, e);
        }
    }

    long[] inputShape() {
        return inputShape.clone();
    }

    String device() {
        return device;
    }

    List<Port> inputs() {
        return inputs;
    }

    List<Port> outputs() {
        return outputs;
    }

    Map<String, Tensor> run(Map<String, Tensor> values, Set<String> wanted, Run run) {
        Map<String, Tensor> answers = new LinkedHashMap<>();
        Map<String, OnnxTensor> given = new LinkedHashMap<>();
        try {
            guarded(run, options -> {
                for (var value : values.entrySet()) {
                    given.put(value.getKey(), tensor(value.getValue(), types.get(value.getKey())));
                }
                try (OrtSession.Result result = session.run(given, wanted, options)) {
                    for (var answer : result) {
                        answers.put(answer.getKey(), floats(answer.getKey(), answer.getValue()));
                    }
                }
                return answers;
            });
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
        return answers;
    }

    Tensor run(Tensor values, Run run) {
        // an export that takes any size may still tell the size of the answer to the picture it was made with
        if (fixed(inputShape) && fixed(outputShape)) {
            // an answer of the runtime's own would keep what it lies in from being given back until it is copied
            Tensor answer = Tensor.direct(outputShape);
            run(values, answer, run);
            return answer;
        }
        return guarded(run, options -> {
            try (OnnxTensor in = tensor(values);
                    OrtSession.Result result = session.run(Map.of(input, in), Set.of(output), options)) {
                OnnxTensor out = (OnnxTensor) result.get(0);
                return new Tensor(out.getFloatBuffer(), out.getInfo().getShape());
            }
        });
    }

    private static boolean fixed(long[] shape) {
        return shape.length > 0 && Arrays.stream(shape).allMatch(size -> size > 0);
    }

    void run(Tensor values, Tensor answer, Run run) {
        guarded(run, options -> {
            try (OnnxTensor in = tensor(values);
                    OnnxTensor out = tensor(answer);
                    OrtSession.Result result = session.run(Map.of(input, in), Set.of(), Map.of(output, out), options)) {
                return answer;
            }
        });
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw failure(name, e);
        }
    }

    /** A computation with the options it runs under. */
    @FunctionalInterface
    private interface Computation<T> {
        T apply(OrtSession.RunOptions options) throws OrtException;
    }

    private <T> T guarded(Run run, Computation<T> computation) {
        try (Stop stop = new Stop(); Run.Registration canceled = run.onCancel(stop::terminate)) {
            // gives the memory of the largest tile back when the call ends
            stop.options.addRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
            run.checkCanceled();
            return computation.apply(stop.options);
        } catch (OrtException e) {
            run.checkCanceled();
            throw failure(name, e);
        }
    }

    /**
     * Options and the way to end what runs under them. Taking a hook back does not wait for one that is running, and the runtime frees
     * options before it says that they are closed; so both are done under one lock.
     */
    private static final class Stop implements AutoCloseable {
        private final OrtSession.RunOptions options;
        private boolean over;

        Stop() throws OrtException {
            options = new OrtSession.RunOptions();
        }

        synchronized void terminate() {
            if (over) {
                return;
            }
            try {
                options.setTerminate(true);
            } catch (OrtException e) {
                LOG.debug("The computation cannot be ended: {}", e.getMessage());
            }
        }

        @Override
        public synchronized void close() {
            over = true;
            options.close();
        }
    }

    private OnnxTensor tensor(Tensor values) throws OrtException {
        return OnnxTensor.createTensor(environment, values.values(), values.shape());
    }

    private OnnxTensor tensor(Tensor values, @Nullable OnnxJavaType type) throws OrtException {
        if (type != OnnxJavaType.DOUBLE) {
            return tensor(values);
        }
        DoubleBuffer wide = DoubleBuffer.allocate(values.values().limit());
        for (int i = 0; i < wide.limit(); i++) {
            wide.put(i, values.values().get(i));
        }
        return OnnxTensor.createTensor(environment, wide, values.shape());
    }

    private Tensor floats(String port, OnnxValue answer) {
        if (answer instanceof OnnxTensor tensor && tensor.getInfo().type == OnnxJavaType.FLOAT) {
            return new Tensor(tensor.getFloatBuffer(), tensor.getInfo().getShape());
        }
        throw notFloats(name, "output", port + " is " + answer.getInfo());
    }

    private static List<Port> ports(Map<String, NodeInfo> nodes) {
        return nodes.values().stream()
                .map(node -> new Port(node.getName(),
                        node.getInfo() instanceof TensorInfo tensor
                                ? Arrays.stream(tensor.getShape()).boxed().toList()
                                : List.of()))
                .toList();
    }

    /** The first input of four dimensions: exports of one network differ in the order of picture and settings. */
    private static NodeInfo picture(Map<String, NodeInfo> inputs, String name) {
        return inputs.values().stream()
                .filter(node -> node.getInfo() instanceof TensorInfo tensor && tensor.getShape().length == 4)
                .findFirst()
                .orElseGet(() -> first(inputs, name, "input"));
    }

    private static NodeInfo first(Map<String, NodeInfo> nodes, String name, String what) {
        return nodes.values().stream().findFirst()
                .orElseThrow(() -> ProcessingException.input("inference.unsupported-" + what,
                        "The model " + name + " has no " + what + ".", "Use a model that takes and gives a picture."));
    }

    private static TensorInfo floats(NodeInfo node, String name, String what) {
        if (node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
            return tensor;
        }
        throw notFloats(name, what, node.getName() + " is " + node.getInfo());
    }

    private static ProcessingException notFloats(String name, String what, String is) {
        return ProcessingException.input("inference.unsupported-" + what,
                "The " + what + " of the model " + name + " is not of 32-bit floats: " + is + ".",
                "Use the variant of the model with float inputs and outputs.");
    }

    private static ProcessingException failure(String name, OrtException e) {
        String why = String.valueOf(e.getMessage());
        if (why.contains("Failed to allocate memory") || why.contains("bad_alloc") || why.contains("out of memory")) {
            return new ProcessingException(ErrorKind.RESOURCE, "inference.no-memory",
                    "There is not enough memory to run " + name + ".",
                    "Close other programs, choose smaller tiles or a smaller model.", e);
        }
        return new ProcessingException(ErrorKind.TOOL, "inference.failed",
                "The model " + name + " could not be run: " + why + ".",
                "Verify it with: podstudio models verify; if it is intact, choose another model.", e);
    }
}
