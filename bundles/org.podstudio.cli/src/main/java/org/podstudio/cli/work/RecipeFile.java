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
import org.podstudio.api.project.OutputSpecification;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.cli.context.Processors;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * A recipe as a file: a list of {@code {processor, parameters}}, in YAML or in JSON, which is YAML too; or {@code {steps, outputs}}, where an
 * output may have a name beside these two.
 *
 * @param file where it is
 */
record RecipeFile(Path file) {

    private static final long LARGEST = 1 << 20;

    /** Reads it and checks every processor and value. */
    Recipe read(Processors processors) {
        Object tree = tree();
        if (!(tree instanceof Map<?, ?> map) || !(map.containsKey("steps") || map.containsKey("outputs"))) {
            return new Recipe(steps(tree, processors));
        }
        requireOnly(map, "it", "steps", "outputs");
        List<Step> steps = map.containsKey("steps") ? steps(map.get("steps"), processors) : List.of();
        return map.containsKey("outputs")
                ? new Recipe(steps, outputs(map.get("outputs"), processors))
                : new Recipe(steps);
    }

    private List<OutputSpecification> outputs(@Nullable Object tree, Processors processors) {
        List<OutputSpecification> outputs = new ArrayList<>();
        for (Object entry : list(tree, "its outputs are not a list of at least one")) {
            outputs.add(output("output " + (outputs.size() + 1), entry, processors));
        }
        return outputs;
    }

    private List<Step> steps(@Nullable Object tree, Processors processors) {
        List<Step> steps = new ArrayList<>();
        for (Object entry : list(tree, "it is not a list of steps")) {
            steps.add(step("step " + (steps.size() + 1), map(entry, "step " + (steps.size() + 1), "processor",
                    "parameters"), processors));
        }
        return steps;
    }

    private OutputSpecification output(String what, @Nullable Object entry, Processors processors) {
        Map<?, ?> map = map(entry, what, "name", "processor", "parameters");
        Object name = map.get("name");
        return new OutputSpecification(name == null ? "" : name.toString(), step(what, map, processors));
    }

    private List<?> list(@Nullable Object tree, String why) {
        if (!(tree instanceof List<?> list) || list.isEmpty()) {
            throw wrong(why);
        }
        return list;
    }

    private Map<?, ?> map(@Nullable Object entry, String what, String... keys) {
        if (!(entry instanceof Map<?, ?> map) || !(map.get("processor") instanceof String)) {
            throw wrong(what + " names no processor");
        }
        requireOnly(map, what, keys);
        return map;
    }

    private void requireOnly(Map<?, ?> map, String what, String... keys) {
        TreeSet<String> others = new TreeSet<>();
        map.keySet().forEach(key -> others.add(String.valueOf(key)));
        others.removeAll(List.of(keys));
        if (!others.isEmpty()) {
            int last = keys.length - 1;
            throw wrong(what + " has '" + others.first() + "', but may have "
                    + String.join(", ", List.of(keys).subList(0, last)) + " and " + keys[last] + " only");
        }
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

    private Step step(String what, Map<?, ?> map, Processors processors) {
        Object values = map.get("parameters");
        if (values != null && !(values instanceof Map)) {
            throw wrong("the parameters of " + what + " are not names with values");
        }
        return Parameters.step(processors.named(String.valueOf(map.get("processor"))),
                values == null ? Map.of() : named((Map<?, ?>) values));
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
