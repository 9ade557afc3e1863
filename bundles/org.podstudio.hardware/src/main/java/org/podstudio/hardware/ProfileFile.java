package org.podstudio.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code hardware_profile.json}: whole or not there, never half. */
final class ProfileFile {

    // what an older program kept and lacks something is tried once more
    private static final ObjectMapper JSON = new ObjectMapper().enable(
            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
    private static final String TOOLS = "tools";

    private ProfileFile() {
    }

    static void write(Profile profile, Path file) throws IOException {
        write(JSON.valueToTree(profile), file);
    }

    /** The tools that were kept; none when the file is missing or makes no sense. */
    static List<Tool> tools(Path file) {
        try {
            JsonNode tools = JSON.readTree(Files.readAllBytes(file)).path(TOOLS);
            return tools.isArray() ? JSON.convertValue(tools, new TypeReference<List<Tool>>() {}) : List.of();
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
    }

    /** Leaves all else that is in the file as it is. */
    static void write(List<Tool> tools, Path file) throws IOException {
        JsonNode old = Files.exists(file) ? JSON.readTree(Files.readAllBytes(file)) : JSON.createObjectNode();
        ObjectNode profile = old instanceof ObjectNode object ? object : JSON.createObjectNode();
        profile.set(TOOLS, JSON.valueToTree(tools));
        write(profile, file);
    }

    private static void write(JsonNode profile, Path file) throws IOException {
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
