package org.podstudio.ui.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.Problem;

class StudioAddonTest {

    @Test
    void the_project_is_named_by_an_argument() {
        assertEquals(Optional.of(Path.of("/a b")), StudioAddon.asked(new String[]{"-x", "--project", "/a b"}));
        assertEquals(Optional.of(Path.of("p")), StudioAddon.asked(new String[]{"-project", "p"}));
        assertEquals(Optional.empty(), StudioAddon.asked(new String[]{"--project"}));
        assertEquals(Optional.empty(), StudioAddon.asked(new String[0]));
    }

    @Test
    void an_import_with_failures_says_how_many_and_why() {
        Problem problem = new Problem(ErrorKind.INPUT, "input.empty", "a.png is empty.", "Export it again.",
                Optional.empty());
        Notice notice = Tidings.of(new Project.Imported(2, 1, List.of(problem), List.of()), List.of());
        assertEquals(Notice.Tone.BAD, notice.tone());
        assertEquals("2 new, 1 known already, 1 failed. a.png is empty. Export it again.", notice.text());
    }
}
