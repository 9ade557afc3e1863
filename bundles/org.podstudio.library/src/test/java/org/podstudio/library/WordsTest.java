package org.podstudio.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void a_theme_can_name_a_folder_on_every_system() {
        assertEquals(Optional.of("high fantasy"), Words.theme("  High Fantasy. "));
        assertEquals(Optional.of("a_b_c"), Words.theme("a/b\\:c"));
        assertEquals(Optional.of("con_"), Words.theme("CON"));
        assertEquals(Optional.of("con_.exe"), Words.theme("con.exe"));
        assertEquals(Optional.of("a".repeat(79)), Words.theme("a".repeat(79) + ".b"));
        assertEquals(Optional.of("龍 🐉"), Words.theme("龍 🐉"));
        assertEquals(Optional.of("🐉".repeat(80)), Words.theme("🐉".repeat(200)));
        assertEquals(Optional.empty(), Words.theme("../..".replace("/", "")));
        assertEquals(Optional.empty(), Words.theme(" "));
    }
}
