package org.podstudio.cli.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.cli.context.Processors;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * A recipe as a file: a list of {@code {processor, parameters}}, in YAML or in JSON, which is YAML too.
 *
 * @param file where it is
 */
record RecipeFile(Path file) {

    private static final long LARGEST = 1 << 20;

    /** Reads it and checks every processor and value. */
    Recipe read(Processors processors) {
        if (!(tree() instanceof List<?> list) || list.isEmpty()) {
            throw wrong("it is not a list of steps");
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            steps.add(step(i + 1, list.get(i), processors));
        }
        return new Recipe(steps);
    }

    private @Nullable Object tree() {
        try {
            if (!Files.isRegularFile(file)) {
                throw ProcessingException.input("input.missing", "There is no recipe " + file + ".", "Check the name.");
            }
            if (Files.size(file) > LARGEST) {
                throw wrong("it is larger than 1 MiB");
            }
            YAMLMapper mapper = new YAMLMapper();
            JsonNode tree = mapper.readTree(Files.readString(file));
            if (tree.isMissingNode()) {
                throw wrong("it is empty");
            }
            return mapper.treeToValue(tree, Object.class);
        } catch (JsonProcessingException e) {
            throw wrong(place(e.getLocation()) + " cannot be read as YAML or JSON");
        } catch (IOException e) {
            throw wrong("it cannot be read as text");
        }
    }

    // what the parser has to say names its own classes
    private static String place(@Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? "it"
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private Step step(int number, @Nullable Object entry, Processors processors) {
        if (!(entry instanceof Map<?, ?> map) || !(map.get("processor") instanceof String id)) {
            throw wrong("step " + number + " names no processor");
        }
        TreeSet<String> others = new TreeSet<>();
        map.keySet().forEach(key -> others.add(String.valueOf(key)));
        others.removeAll(List.of("processor", "parameters"));
        if (!others.isEmpty()) {
            throw wrong("step " + number + " has '" + others.first() + "', but may have processor and parameters only");
        }
        Object values = map.get("parameters");
        if (values != null && !(values instanceof Map)) {
            throw wrong("the parameters of step " + number + " are not names with values");
        }
        return Parameters.step(processors.named(id), values == null ? Map.of() : named((Map<?, ?>) values));
    }

    private static Map<String, Object> named(Map<?, ?> values) {
        Map<String, Object> named = new java.util.LinkedHashMap<>();
        values.forEach((key, value) -> named.put(String.valueOf(key), value == null ? "" : value));
        return named;
    }

    private ProcessingException wrong(String why) {
        return new ProcessingException(ErrorKind.CONFIGURATION, "recipe.malformed",
                file.getFileName() + " is not a recipe: " + why + ".",
                "Write a list like: - {processor: upscale, parameters: {scale: 2}}");
    }
}
