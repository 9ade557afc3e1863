package org.podstudio.inference;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
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

    private OrtNetwork(OrtEnvironment environment, OrtSession session, String name, String device) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.name = name;
        this.device = device;
        Map.Entry<String, NodeInfo> first = session.getInputInfo().entrySet().iterator().next();
        this.input = first.getKey();
        this.inputShape = shape(first.getValue(), name);
        this.output = session.getOutputNames().iterator().next();
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

    Tensor run(Tensor values, Run run) {
        return guarded(run, options -> {
            try (OnnxTensor in = tensor(values);
                    OrtSession.Result result = session.run(Map.of(input, in), Set.of(output), options)) {
                OnnxTensor out = (OnnxTensor) result.get(0);
                return new Tensor(out.getFloatBuffer(), out.getInfo().getShape());
            }
        });
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
    private interface Computation {
        Tensor apply(OrtSession.RunOptions options) throws OrtException;
    }

    private Tensor guarded(Run run, Computation computation) {
        try (OrtSession.RunOptions options = new OrtSession.RunOptions();
                Run.Registration stop = run.onCancel(() -> terminate(options))) {
            // gives the memory of the largest tile back when the call ends
            options.addRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
            run.checkCanceled();
            return computation.apply(options);
        } catch (OrtException e) {
            run.checkCanceled();
            throw failure(name, e);
        }
    }

    private static void terminate(OrtSession.RunOptions options) {
        try {
            options.setTerminate(true);
        } catch (OrtException | IllegalStateException e) {
            LOG.debug("The computation was over when it was canceled: {}", e.getMessage());
        }
    }

    private OnnxTensor tensor(Tensor values) throws OrtException {
        return OnnxTensor.createTensor(environment, values.values(), values.shape());
    }

    private static long[] shape(NodeInfo node, String name) {
        if (node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
            return tensor.getShape();
        }
        throw ProcessingException.input("inference.unsupported-input",
                "The model " + name + " does not take 32-bit floats but " + node.getInfo() + ".",
                "Use the variant of the model with float inputs.");
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
