package org.podstudio.cli.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class P2PluginsTest {

    private static final String UNIT = "org.podstudio.processors.transcode.feature.feature.group";

    @Test
    void an_id_is_shown_without_what_is_the_same_for_all() {
        assertEquals("processors.transcode", P2Plugins.shortId(UNIT));
    }

    @Test
    void a_part_is_meant_by_its_last_word_its_short_id_and_its_complete_one() {
        assertTrue(P2Plugins.means(UNIT, "transcode"));
        assertTrue(P2Plugins.means(UNIT, "processors.transcode"));
        assertTrue(P2Plugins.means(UNIT, UNIT));
        assertTrue(P2Plugins.means("org.podstudio.processors.bgremove.feature.feature.group", "bg-remove"));
        assertFalse(P2Plugins.means(UNIT, "code"));
    }
}
