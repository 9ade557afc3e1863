package org.podstudio.cli.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void what_is_too_wide_is_cut_in_the_middle_of_its_widest_cells() {
        Table table = Table.of("", "ID", "WHAT", "INPUT")
                .row("12345678", "bg-remove > crop", "a long name of a cat.png")
                .row("12345678", "crop", "cat.png");
        assertEquals("""
            ID        WHAT              INPUT
            12345678  bg-remove > crop  a long n…cat.png
            12345678  crop              cat.png
            """, printed(table.within(44, 1, 2)));
        assertEquals(
                "12345678  bg-r…rop  a lo…png",
                printed(table.within(10, 1, 2)).lines().skip(1).findFirst().orElse(""));
        assertTrue(printed(table.within(Integer.MAX_VALUE, 1, 2)).contains("a long name of a cat.png"));
    }

    @Test
    void a_colour_takes_no_room() {
        Table table = Table.of("", "S", "X").row("\u001b[31mfailed\u001b[0m", "x").row("success", "y");
        assertEquals("S        X\n\u001b[31mfailed\u001b[0m   x\nsuccess  y\n", printed(table));
    }

    private static String printed(Table table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
