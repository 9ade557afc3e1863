package org.podstudio.inference;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import ai.onnxruntime.OrtEnvironment;

/**
 * Unpacks ONNX Runtime's libraries once into the user's folder. By itself it unpacks 28 MB into the temporary folder at each start. A folder
 * that the user set, such as that of a GPU build, is left alone.
 */
final class Natives {

    private static final Logger LOG = LoggerFactory.getLogger(Natives.class);
    /** Read by ONNX Runtime when it loads. */
    private static final String PROPERTY = "onnxruntime.native.path";

    private Natives() {
    }

    /** Must be called before the first use of ONNX Runtime. */
    static void prepare(Path natives) {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        try {
            System.setProperty(PROPERTY, unpack(natives).toString());
        } catch (IOException e) {
            // it then unpacks to the temporary folder, as it does by default
            LOG.warn("ONNX Runtime's libraries cannot be kept in {}: {}", natives, e.getMessage());
        }
    }

    /** The folder with the libraries of this platform; unpacked when it is not there or has other sizes. */
    static Path unpack(Path natives) throws IOException {
        String platform = platform();
        Path folder = natives.resolve("onnxruntime-" + version()).resolve(platform);
        Files.createDirectories(folder);
        for (String library : List.of("onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared")) {
            String name = System.mapLibraryName(library);
            URL packed = OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform + "/" + name);
            if (packed != null) {
                unpack(packed, folder.resolve(name));
            }
        }
        return folder;
    }

    private static void unpack(URL packed, Path target) throws IOException {
        var connection = packed.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            long size = connection.getContentLengthLong();
            if (Files.exists(target) && (size < 0 || Files.size(target) == size)) {
                return;
            }
            Path temporary = Files.createTempFile(target.getParent(), target.getFileName().toString(), ".tmp");
            try {
                Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (FileAlreadyExistsException | AccessDeniedException e) {
                // another process was faster and has it open, which Windows does not let us replace
                LOG.debug("{} is in use: {}", target, e.getMessage());
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
    }

    private static String version() {
        String version = OrtEnvironment.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    /** As ONNX Runtime names its folders. */
    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String os = system.contains("mac") || system.contains("darwin")
                ? "osx"
                : system.contains("win") ? "win" : "linux";
        return os + (machine.startsWith("aarch64") || machine.startsWith("arm64") ? "-aarch64" : "-x64");
    }
}
