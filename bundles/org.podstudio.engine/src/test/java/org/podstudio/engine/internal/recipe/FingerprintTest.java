package org.podstudio.engine.internal.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;

import org.junit.jupiter.api.Test;

class FingerprintTest {

    @Test
    void stays_the_same_for_ever_because_it_is_stored() {
        assertEquals("57f2716afdd5efaf9b63f06167caab1067881ae6fe9f4967e054cc571c69f580",
                Fingerprint.of("crop", 1, "height=10\nwidth=20\n", "ab", Map.of("m", "cd"), 0));
    }

    @Test
    void everything_that_decides_about_the_bytes_is_in_it() {
        String usual = Fingerprint.of("crop", 1, "a=1\n", "ab", Map.of("m", "cd"), 0);
        assertNotEquals(usual, Fingerprint.of("crop", 2, "a=1\n", "ab", Map.of("m", "cd"), 0));
        assertNotEquals(usual, Fingerprint.of("crop", 1, "a=1\n", "ab", Map.of("m", "ce"), 0));
        assertNotEquals(usual, Fingerprint.of("crop", 1, "a=1\n", "ab", Map.of("m", "cd"), 1));
        assertNotEquals(usual, Fingerprint.of("crap", 1, "a=1\n", "ab", Map.of("m", "cd"), 0));
    }
}
