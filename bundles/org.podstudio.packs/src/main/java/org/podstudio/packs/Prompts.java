package org.podstudio.packs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.podstudio.api.project.ProjectFolder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The prompt of an asset as a text for people: the file it refers to, or else what its generator wrote down. */
final class Prompts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Prompts() {
    }

    static Optional<String> of(ProjectFolder project, PackItem item) throws IOException {
        Optional<String> reference = item.asset().prompt();
        Optional<Path> file = reference.isPresent() ? file(project, reference.get()) : Optional.empty();
        if (file.isPresent()) {
            return Optional.of(lines(Files.readString(file.get())));
        }
        return item.generator().map(Prompts::readable).map(Prompts::lines);
    }

    /** Only files of the project: neither a reference nor a link must fetch anything else into a pack. */
    private static Optional<Path> file(ProjectFolder project, String reference) throws IOException {
        try {
            Path file = project.resolve(reference);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            Path real = file.toRealPath();
            return real.startsWith(project.root().toRealPath()) ? Optional.of(real) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * {@code name: value} for each field of an object, the prompt first and the rest by name; anything else as it
     * is.
     */
    static String readable(String generator) {
        try {
            JsonNode json = JSON.readTree(generator);
            if (!json.isObject()) {
                return json.isTextual() ? json.asText() : generator;
            }
            StringBuilder text = new StringBuilder();
            Map<String, JsonNode> fields = new TreeMap<>();
            json.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            for (String first : new String[]{"prompt", "parameters"}) {
                Optional.ofNullable(fields.remove(first)).ifPresent(value -> line(text, first, value));
            }
            fields.forEach((name, value) -> line(text, name, value));
            return text.toString();
        } catch (JsonProcessingException e) {
            return generator;
        }
    }

    private static void line(StringBuilder text, String name, JsonNode value) {
        text.append(name).append(": ").append(value.isValueNode() ? value.asText() : value.toString()).append('\n');
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").stripTrailing() + "\n";
    }
}
