package org.podstudio.engine.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacementTest {

    @TempDir
    Path root = Path.of("");

    @Test
    void takes_the_next_free_name_and_writes_it_down_first() throws IOException {
        Placement placement = new Placement(root.resolve("scratch/placing.txt"));
        Path one = placement.free(file("1.PNG"), root.resolve("out"), "cat");
        Path two = placement.free(file("2.png"), root.resolve("out"), "cat");
        assertEquals(root.resolve("out/cat.png"), one);
        assertEquals(root.resolve("out/cat-2.png"), two);
        assertEquals(List.of(one.toString(), two.toString()), Files.readAllLines(root.resolve("scratch/placing.txt")));
    }

    @Test
    void takes_everything_back() throws IOException {
        Placement placement = new Placement(root.resolve("scratch/placing.txt"));
        Path one = placement.free(file("1.png"), root.resolve("out"), "cat");
        placement.undo();
        assertFalse(Files.exists(one));
    }

    @Test
    void never_replaces_a_file_unless_told_to_and_never_takes_that_back() throws IOException {
        Path there = file("there.png");
        Placement placement = new Placement(root.resolve("scratch/placing.txt"));
        assertFalse(placement.exact(file("1.png"), there, false));
        assertEquals("there.png", Files.readString(there));
        placement.undo();
        assertTrue(Files.exists(there));
        assertTrue(placement.exact(file("2.png"), there, true));
        assertEquals("2.png", Files.readString(there));
    }

    @Test
    void names_do_not_grow_from_step_to_step() {
        assertEquals("cat", Names.stem(Path.of("cat.png")));
        assertEquals("my cat__1", Names.stem(Path.of("my cat__1.jpeg")));
        assertEquals("cat", Names.stem(Path.of("cat__nobg__20261121_103000.png")));
        assertEquals("cat", Names.stem(Path.of("cat__face_restored__20261121_103000-2.png")));
        assertEquals(".hidden", Names.stem(Path.of(".hidden")));
    }

    private Path file(String name) throws IOException {
        return Files.writeString(root.resolve(name), name);
    }
}
