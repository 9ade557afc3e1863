package org.podstudio.packs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class ManifestTest {

    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode schema;
    private final JsonNode manifest;
    private final SampleProject project;

    ManifestTest(@TempDir Path temp) throws IOException {
        schema = json.readTree(Path.of("schema/manifest.schema.json").toFile());
        project = new SampleProject(temp, "20261121_101112");
        PackContents contents = PackContents.of(project.folder, project.pack(), project.store);
        manifest = json.readTree(Manifest.of(contents.pack(), contents.items(), Set.of()));
    }

    @Test
    void keeps_to_the_published_schema() {
        assertEquals(List.of(), violations("manifest", manifest, schema));
    }

    @Test
    void the_schema_refuses_what_is_wrong() throws IOException {
        JsonNode wrong = json.readTree("{\"format\":\"zip\",\"more\":1,\"assets\":[{\"sha256\":\"AB\"}]}");
        List<String> found = violations("manifest", wrong, schema);
        assertTrue(found.contains("manifest.name is missing"), found.toString());
        assertTrue(found.contains("manifest.more is not known"), found.toString());
        assertTrue(found.contains("manifest.format is wrong"), found.toString());
        assertTrue(found.contains("manifest.assets[0].sha256 does not match"), found.toString());
    }

    @Test
    void edits_run_from_the_original_to_the_result_by_hash() {
        JsonNode edits = manifest.path("assets").path(1).path("edits");
        assertEquals("bgremove", edits.path(0).path("processor").asText());
        assertEquals("upscale", edits.path(1).path("processor").asText());
        assertEquals(manifest.path("assets").path(0).path("sha256").asText(), edits.path(1).path("of").asText());
        assertEquals("{\"alpha\":0.5,\"model\":\"u2netp\",\"size\":4}", edits.path(0).path("parameters").toString());
    }

    @Test
    void counts_and_dates_are_those_of_the_pack() {
        assertEquals("{\"audio\":1,\"image\":2,\"video\":0}", manifest.path("counts").toString());
        assertEquals("2026-11-21T08:00:00Z", manifest.path("created").asText());
        assertEquals("[\"fire\",\"old\",\"red\"]", manifest.path("assets").path(0).path("tags").toString());
    }

    /** As much of JSON Schema as ours uses. */
    private List<String> violations(String at, JsonNode value, JsonNode rule) {
        List<String> found = new ArrayList<>();
        if (rule.has("$ref")) {
            found.addAll(violations(at, value, schema.at(rule.path("$ref").asText().substring(1))));
        }
        if (rule.has("type") && !type(value, rule.path("type").asText())) {
            found.add(at + " is no " + rule.path("type").asText());
        }
        if (rule.has("const") && !rule.path("const").equals(value)
                || rule.has("enum") && !contains(rule.path("enum"), value)) {
            found.add(at + " is wrong");
        }
        if (rule.has("pattern")
                && !value.asText().matches(".*" + rule.path("pattern").asText().replaceAll("^\\^|\\$$", ""))) {
            found.add(at + " does not match");
        }
        rule.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                found.add(at + "." + name.asText() + " is missing");
            }
        });
        found.addAll(properties(at, value, rule));
        for (int i = 0; rule.has("items") && i < value.size(); i++) {
            found.addAll(violations(at + "[" + i + "]", value.path(i), rule.path("items")));
        }
        return found;
    }

    private List<String> properties(String at, JsonNode value, JsonNode rule) {
        List<String> found = new ArrayList<>();
        Set<String> unknown = new HashSet<>();
        value.fieldNames().forEachRemaining(unknown::add);
        rule.path("properties").properties().forEach(property -> {
            if (unknown.remove(property.getKey())) {
                found.addAll(
                        violations(at + "." + property.getKey(), value.path(property.getKey()), property.getValue()));
            }
        });
        if (rule.has("additionalProperties") && rule.path("additionalProperties").isBoolean()) {
            unknown.forEach(name -> found.add(at + "." + name + " is not known"));
        }
        return found;
    }

    private static boolean type(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> value.isTextual();
        };
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode one : list) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
