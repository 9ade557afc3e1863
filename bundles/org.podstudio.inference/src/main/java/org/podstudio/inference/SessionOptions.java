package org.podstudio.inference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.podstudio.models.onnx.HalfNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;

/** How a {@link Tuning} is said to ONNX Runtime, and the way from CUDA back to the CPU. */
final class SessionOptions {

    private static final Logger LOG = LoggerFactory.getLogger(SessionOptions.class);
    private static final String CUDA = "CUDA";
    static final String CPU = "CPU";

    private SessionOptions() {
    }

    /** Makes something of a session that was created. */
    @FunctionalInterface
    interface Factory<T> {
        T create(OrtEnvironment environment, OrtSession session, String device) throws OrtException;
    }

    /** Whether a device other than the CPU is tried. */
    static boolean triesGpu(Device device) {
        return device != Device.CPU && OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    }

    static <T> T load(Path model, Tuning tuning, Factory<T> factory) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        if (triesGpu(tuning.device())) {
            try {
                return create(environment, model, tuning, CUDA, factory);
            } catch (OrtException e) {
                LOG.info("CUDA does not work here, the CPU is used: {}", e.getMessage());
            }
        }
        return create(environment, model, tuning, CPU, factory);
    }

    private static <T> T create(OrtEnvironment environment, Path model, Tuning tuning, String device,
            Factory<T> factory) throws OrtException {
        try (OrtSession.SessionOptions options = options(tuning)) {
            if (device.equals(CUDA)) {
                options.addCUDA();
            }
            OrtSession session = tuning.lean() && device.equals(CPU)
                    ? lean(environment, model, tuning, options)
                    : environment.createSession(model.toString(), options);
            try {
                return factory.create(environment, session, device);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        }
    }

    /** Networks of half precision are written anew; a quarter less memory and a tenth less time for ISNet. */
    private static OrtSession lean(OrtEnvironment environment, Path model, Tuning tuning,
            OrtSession.SessionOptions options) throws OrtException {
        Optional<byte[]> widened = widened(model, tuning);
        if (widened.isEmpty()) {
            return environment.createSession(model.toString(), options);
        }
        options.addConfigEntry("session.model_external_initializers_file_folder_path",
                String.valueOf(model.toAbsolutePath().getParent()));
        // it would widen all weights at once, and keep them
        options.addConfigEntry("optimization.disable_specified_optimizers", "ConstantFolding");
        try {
            return environment.createSession(widened.get(), options);
        } catch (OrtException e) {
            LOG.info("{} is used as it is stored, for written anew it is refused: {}", model, e.getMessage());
            return asStored(environment, model, tuning);
        }
    }

    private static OrtSession asStored(OrtEnvironment environment, Path model, Tuning tuning) throws OrtException {
        try (OrtSession.SessionOptions options = options(tuning)) {
            return environment.createSession(model.toString(), options);
        }
    }

    private static Optional<byte[]> widened(Path model, Tuning tuning) {
        try {
            return HalfNetwork.widened(model, tuning.firstOnly());
        } catch (IOException e) {
            LOG.debug("ONNX Runtime will say why {} cannot be read: {}", model, e.getMessage());
            return Optional.empty();
        }
    }

    private static OrtSession.SessionOptions options(Tuning tuning) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        // converted models make it print warnings to the error stream otherwise
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        options.setIntraOpNumThreads(tuning.threads());
        options.setInterOpNumThreads(1);
        options.setOptimizationLevel(tuning.lean() ? OptLevel.EXTENDED_OPT : OptLevel.ALL_OPT);
        options.setMemoryPatternOptimization(!tuning.lean());
        // waiting threads sleep: a tenth less processor time, and the desktop stays responsive
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }
}
