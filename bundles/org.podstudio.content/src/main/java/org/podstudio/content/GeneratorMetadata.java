package org.podstudio.content;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What programs that make pictures from words write into them. Parsed where that is easy; what is not understood is kept as it is.
 * Formats as the programs' own sources write them: A1111/Forge {@code parameters}, ComfyUI {@code prompt} and {@code workflow}, InvokeAI
 * {@code invokeai_metadata} and {@code sd-metadata}, NovelAI {@code Comment}, SwarmUI's JSON in {@code parameters}.
 */
final class GeneratorMetadata {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "text.";
    private static final String COMMENT = "exif.UserComment";
    private static final List<String> KEYWORDS = List.of("parameters", "prompt", "workflow", "invokeai_metadata",
            "invokeai_workflow", "sd-metadata", "dream", "Dream", "fooocus_scheme", "sui_image_params");
    private static final Pattern SETTING = Pattern
            .compile("\\s*([A-Za-z][\\w \\-/]*):\\s*(\"(?:\\\\.|[^\\\\\"])*\"|[^,]*)(?:,|$)");

    private final Map<String, String> raw = new LinkedHashMap<>();
    private final ObjectNode found = JSON.createObjectNode();

    private GeneratorMetadata() {
    }

    /** Takes a generator's entries out of a picture's metadata and words them as JSON; empty when there are none. */
    static Optional<String> take(Map<String, String> metadata) {
        GeneratorMetadata generator = new GeneratorMetadata();
        generator.collect(metadata);
        return generator.raw.isEmpty() ? Optional.empty() : Optional.of(generator.word());
    }

    private void collect(Map<String, String> metadata) {
        KEYWORDS.forEach(k -> move(metadata, TEXT + k, k));
        if ("NovelAI".equals(metadata.get(TEXT + "Software"))) {
            List.of("Comment", "Description", "Source").forEach(k -> move(metadata, TEXT + k, k));
        }
        String comment = metadata.getOrDefault(COMMENT, "");
        if (comment.contains("Steps: ") || comment.startsWith("{")) {
            move(metadata, COMMENT, "parameters");
        }
    }

    private void move(Map<String, String> metadata, String key, String name) {
        Optional.ofNullable(metadata.remove(key)).ifPresent(value -> raw.putIfAbsent(name, value));
    }

    private String word() {
        found.put("generator", name());
        tree("Comment").ifPresent(this::novelAi);
        tree("invokeai_metadata").ifPresent(this::invoke);
        tree("prompt").ifPresent(this::comfy);
        parameters(raw.getOrDefault("parameters", ""));
        ObjectNode kept = found.putObject("raw");
        raw.forEach((key, value) -> tree(key).ifPresentOrElse(t -> kept.set(key, t), () -> kept.put(key, value)));
        return found.toString();
    }

    private String name() {
        if (raw.containsKey("workflow") || tree("prompt").isPresent()) {
            return "comfyui";
        }
        if (raw.keySet().stream()
                .anyMatch(k -> k.startsWith("invokeai") || k.startsWith("sd-") || k.equalsIgnoreCase("dream"))) {
            return "invokeai";
        }
        if (raw.containsKey("Comment")) {
            return "novelai";
        }
        if (raw.getOrDefault("parameters", "").contains("sui_image_params")) {
            return "swarmui";
        }
        return raw.containsKey("fooocus_scheme") ? "fooocus" : "a1111";
    }

    private Optional<JsonNode> tree(String key) {
        String text = raw.getOrDefault(key, "").strip();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            // Python writes NaN where JSON has no word for it
            return Optional.ofNullable(JSON.readTree(text.replaceAll("(?<=[:\\[,]\\s?)NaN(?=\\s?[,}\\]])", "null")));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void novelAi(JsonNode comment) {
        text("prompt", comment.path("prompt"));
        text("negative_prompt", comment.path("uc"));
        seed(comment.path("seed"));
        text("model", JSON.getNodeFactory().textNode(raw.getOrDefault("Source", "")));
    }

    private void invoke(JsonNode data) {
        text("prompt", data.path("positive_prompt"));
        text("negative_prompt", data.path("negative_prompt"));
        seed(data.path("seed"));
        JsonNode model = data.path("model");
        text("model", model.has("name") ? model.path("name") : model.path("model_name"));
    }

    /** A graph of nodes by number: the sampler names its seed and, by links, the nodes that hold the words. */
    private void comfy(JsonNode graph) {
        for (JsonNode node : graph) {
            JsonNode inputs = node.path("inputs");
            String type = node.path("class_type").asText();
            if (type.contains("KSampler")) {
                seed(inputs.has("seed") ? inputs.path("seed") : inputs.path("noise_seed"));
                text("prompt", linked(graph, inputs.path("positive")));
                text("negative_prompt", linked(graph, inputs.path("negative")));
            }
            if (type.contains("CheckpointLoader")) {
                text("model", inputs.path("ckpt_name"));
            }
        }
    }

    private static JsonNode linked(JsonNode graph, JsonNode link) {
        return graph.path(link.path(0).asText()).path("inputs").path("text");
    }

    /** Prompt, then "Negative prompt: …", then one line "Steps: 20, Sampler: …, Seed: 42, …"; or JSON. */
    private void parameters(String text) {
        Optional<JsonNode> json = tree("parameters");
        if (json.isPresent()) {
            JsonNode data = json.get().path("sui_image_params").isMissingNode()
                    ? json.get()
                    : json.get().path("sui_image_params");
            text("prompt", data.path("prompt"));
            text("negative_prompt",
                    data.has("negativeprompt") ? data.path("negativeprompt") : data.path("negative_prompt"));
            seed(data.path("seed"));
            text("model", data.has("model") ? data.path("model") : data.path("base_model"));
            return;
        }
        int settings = Math.max(text.lastIndexOf("\nSteps: "), text.startsWith("Steps: ") ? 0 : -1);
        String words = settings < 0 ? text : text.substring(0, settings);
        int negative = words.indexOf("Negative prompt: ");
        put("prompt", (negative < 0 ? words : words.substring(0, negative)).strip());
        put("negative_prompt", negative < 0 ? "" : words.substring(negative + "Negative prompt: ".length()).strip());
        settings(settings < 0 ? "" : text.substring(settings).strip());
    }

    private void settings(String line) {
        ObjectNode all = JSON.createObjectNode();
        Matcher matcher = SETTING.matcher(line);
        while (matcher.find()) {
            all.put(matcher.group(1).strip(), matcher.group(2).strip());
        }
        if (!all.isEmpty()) {
            found.set("settings", all);
            put("model", all.path("Model").asText());
            seed(all.path("Seed"));
        }
    }

    /** Seeds are unsigned 64-bit numbers: up to 20 digits. */
    private void seed(JsonNode seed) {
        if (!found.has("seed") && seed.asText().matches("\\d{1,20}")) {
            found.put("seed", new BigInteger(seed.asText()));
        }
    }

    private void text(String key, JsonNode value) {
        if (value.isTextual()) {
            put(key, value.asText());
        }
    }

    private void put(String key, String value) {
        if (!value.isBlank() && !found.has(key)) {
            found.put(key, value);
        }
    }
}
