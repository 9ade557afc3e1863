package org.podstudio.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class GeneratorMetadataTest {

    @Test
    void a1111_words_and_settings() throws JsonProcessingException {
        JsonNode found = found("text.parameters",
                """
                    a cat, <lora:x:0.8>, best quality
                    second line
                    Negative prompt: dog, "blurry"
                    Steps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7, Seed: 3735928559, Size: 512x512, Model: dream_8, Lora hashes: "x: ab12, y: cd34\"""");
        assertEquals("a1111", found.path("generator").asText());
        assertEquals("a cat, <lora:x:0.8>, best quality\nsecond line", found.path("prompt").asText());
        assertEquals("dog, \"blurry\"", found.path("negative_prompt").asText());
        assertEquals(3735928559L, found.path("seed").asLong());
        assertEquals("dream_8", found.path("model").asText());
        assertEquals("DPM++ 2M Karras", found.path("settings").path("Sampler").asText());
        assertEquals("\"x: ab12, y: cd34\"", found.path("settings").path("Lora hashes").asText());
        assertTrue(found.path("raw").path("parameters").asText().startsWith("a cat"));
    }

    @Test
    void comfyui_graph() throws JsonProcessingException {
        JsonNode found = found("text.prompt",
                """
                    {"3": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551, "positive": ["6", 0], "negative": ["7", 0]}, "is_changed": [NaN]},
                     "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "sd_xl.safetensors"}},
                     "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a house"}}, "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "fog"}}}""");
        assertEquals("comfyui", found.path("generator").asText());
        assertEquals("a house", found.path("prompt").asText());
        assertEquals("fog", found.path("negative_prompt").asText());
        assertEquals(18446744073709551L, found.path("seed").asLong());
        assertEquals("sd_xl.safetensors", found.path("model").asText());
        assertTrue(found.path("raw").path("prompt").isObject());
    }

    @Test
    void invokeai_and_novelai() throws JsonProcessingException {
        JsonNode invoke = found("text.invokeai_metadata",
                "{\"positive_prompt\":\"tree\",\"seed\":7,\"model\":{\"name\":\"m\"}}");
        assertEquals("invokeai tree 7 m", invoke.path("generator").asText() + " " + invoke.path("prompt").asText() + " "
                + invoke.path("seed") + " " + invoke.path("model").asText());
        Map<String, String> novel = new HashMap<>(
                Map.of("text.Software", "NovelAI", "text.Comment", "{\"prompt\":\"sea\",\"seed\":9,\"uc\":\"sand\"}"));
        JsonNode found = new ObjectMapper().readTree(GeneratorMetadata.take(novel).orElseThrow());
        assertEquals("novelai sea 9 sand", found.path("generator").asText() + " " + found.path("prompt").asText() + " "
                + found.path("seed") + " " + found.path("negative_prompt").asText());
    }

    @Test
    void a_seed_may_be_any_unsigned_number_of_64_bits() throws JsonProcessingException {
        JsonNode found = found("text.parameters", "cat\nSteps: 20, Seed: 18446744073709551615, Size: 512x512");
        assertEquals("18446744073709551615", found.path("seed").asText());
    }

    @Test
    void what_cannot_be_parsed_is_kept_raw() throws JsonProcessingException {
        JsonNode found = found("text.workflow", "{broken");
        assertEquals("{broken", found.path("raw").path("workflow").asText());
        assertFalse(found.has("prompt"));
    }

    @Test
    void nothing_is_made_of_ordinary_pictures() {
        Map<String, String> ordinary = new HashMap<>(
                Map.of("exif.Model", "X", "exif.UserComment", "at the sea", "text.Software", "GIMP"));
        assertEquals(Optional.empty(), GeneratorMetadata.take(ordinary));
        assertEquals(3, ordinary.size());
    }

    private static JsonNode found(String key, String text) throws JsonProcessingException {
        Map<String, String> metadata = new HashMap<>(Map.of(key, text, "dpi", "72"));
        String json = GeneratorMetadata.take(metadata).orElseThrow();
        assertEquals(Map.of("dpi", "72"), metadata);
        return new ObjectMapper().readTree(json);
    }
}
