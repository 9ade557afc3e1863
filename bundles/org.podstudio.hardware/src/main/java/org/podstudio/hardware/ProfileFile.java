package org.podstudio.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

import com.fasterxml.jackson.databind.ObjectMapper;

/** {@code hardware_profile.json}: whole or not there, never half. */
final class ProfileFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProfileFile() {
    }

    static void write(Profile profile, Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "the profile lies in the user folder");
        Files.createDirectories(folder);
        Path half = Files.createTempFile(folder, "hardware_profile", ".tmp");
        try {
            Files.write(half, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(profile));
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
