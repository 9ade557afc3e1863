package org.podstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.podstudio.cli.screen.ExitCode;

class ProcessorsTest {

    private final FakeStudio studio = new FakeStudio();
    private final Shell shell = new Shell(studio, Path.of("").toAbsolutePath());

    @Test
    void lists_them_as_json_by_id_and_touches_nothing_else() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("processors", "--json"));
        assertEquals(List.of("louder", "sharpen"), shell.json().findValuesAsText("id"));
        assertEquals(List.of(), studio.touched);
    }

    @Test
    void describes_every_parameter_with_unit_range_and_default() throws IOException {
        shell.run("processors", "sharpen", "--json");
        var size = shell.json().get("parameters").get(0);
        assertEquals(
                "{\"name\":\"size\",\"option\":\"--size\",\"default\":2,\"help\":\"How much.\",\"type\":\"integer\",\"min\":1,\"max\":8,"
                        + "\"unit\":\"px\"}",
                size.toString());
    }

    @Test
    void explains_one_to_people() {
        assertEquals(ExitCode.DONE, shell.run("processors", "sharpen"));
        assertTrue(shell.out().matches("(?s).*--size +1\\.\\.8 px +2 +How much\\..*"), shell.out());
        assertTrue(shell.out().contains("takes image, makes image"), shell.out());
    }

    @Test
    void prints_the_schema() throws IOException {
        shell.run("processors", "sharpen", "--schema");
        assertEquals("https://json-schema.org/draft/2020-12/schema", shell.json().get("$schema").asText());
        assertEquals(8, shell.json().at("/properties/size/maximum").asInt());
    }
}
