package org.podstudio.cli.context;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class PositionalsTest {

    @Test
    void options_and_their_values_are_left_out() {
        assertEquals(List.of("run", "upscale", "a.png"),
                Positionals.of(List.of("--project", "run", "--json", "run", "--output-dir", "crop", "-q", "upscale",
                        "--scale=4", "a.png", "--mode", "hard")));
    }

    @Test
    void after_two_dashes_there_are_no_options() {
        assertEquals(List.of("run", "crop", "--width", "-a.png"),
                Positionals.of(List.of("run", "crop", "--", "--width", "-a.png")));
    }
}
