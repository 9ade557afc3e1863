package org.podstudio.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.UserFolder;
import org.podstudio.hardware.Hardware;
import org.podstudio.hardware.Tool;

@Timeout(120)
class ToolboxTest {

    private static final Ffmpeg FFMPEG = new Ffmpeg();

    private final UserFolder user;
    private final Path folder;

    ToolboxTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.user = new UserFolder(Files.createDirectory(folder.resolve("user")));
    }

    @Test
    void an_encoder_counts_when_it_has_encoded() {
        Toolbox toolbox = toolbox("");
        assertTrue(toolbox.can(Ability.encoder("libopenh264")));
        for (String encoder : List.of("libaom-av1", "libsvtav1", "libvpx-vp9", "aac", "libopus")) {
            assertTrue(toolbox.can(Ability.encoder(encoder)), encoder);
        }
        assertFalse(toolbox.can(Ability.encoder("libnone")));
        // in the list of every build, and of no use without its device
        assertTrue(!FFMPEG.encoders().contains("h264_v4l2m2m")
                || !toolbox.can(Ability.encoder("h264_v4l2m2m")) || Files.exists(Path.of("/dev/video10")));
    }

    @Test
    void a_device_that_is_not_there_is_told_in_its_own_words() {
        Ability device = Ability.encoder("h264_nvenc");
        Toolbox toolbox = toolbox("");
        assumeTrue(FFMPEG.encoders().contains(device.name()) && !toolbox.can(device), "there is such a device");
        assertEquals("Cannot load libcuda.so.1.", toolbox.why(device).orElseThrow());
        assertEquals("Cannot load libcuda.so.1.", new Hardware(user).tool(FFMPEG.identity()).orElseThrow().reasons()
                .get(device.key()));
        assertEquals(Optional.empty(), toolbox.why(Ability.encoder("libopenh264")));
    }

    @Test
    void what_was_tried_is_kept_for_the_machine() {
        toolbox("").can(Ability.encoder("libopenh264"));
        assertTrue(toolbox("").can(Ability.filter("zscale")));
        assertFalse(toolbox("").can(Ability.filter("vidstabdetect")));
        Tool tool = new Hardware(user).tool(FFMPEG.identity()).orElseThrow();
        assertEquals(true, tool.abilities().get("encoder:libopenh264"));
        assertEquals(true, tool.abilities().get("filter:ebur128"));
        assertTrue(tool.version().startsWith("8."), tool.version());
        // a second process believes it without trying
        new Hardware(user).keep(tool.with(Map.of("encoder:libopenh264", false), Map.of()));
        assertFalse(toolbox("").can(Ability.encoder("libopenh264")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void another_ffmpeg_does_what_the_first_lacks() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        // an ffmpeg that says it can stabilise
        script(other.resolve("ffmpeg"),
                "case \"$2\" in -filters) echo ' .. vidstabdetect V->V x';; *) echo 'ffmpeg version 5.1 x';; esac");
        script(other.resolve("ffprobe"), "true");
        Toolbox toolbox = toolbox("/nowhere:" + other);
        assertEquals(Optional.of(other.resolve("ffmpeg")), toolbox.having(Ability.filter("vidstabdetect")).map(
                Ffmpeg::program));
        assertEquals(FFMPEG.program(), toolbox.require("Scaling", Ability.filter("scale")).program());
        assertEquals(List.of("8.0.1", "5.1"), toolbox.survey().stream().map(Tool::version).toList());
    }

    @Test
    void who_can_do_nothing_of_it_is_told_what_to_do() {
        var e = assertThrows(ProcessingException.class, () -> toolbox("").require("Burning subtitles in", Ability
                .filter("subtitles")));
        assertEquals("media.no-ability", e.code());
        assertTrue(e.message().contains("subtitles") && e.advice().contains("PODSTUDIO_FFMPEG"), e.message());
    }

    private Toolbox toolbox(String searchPath) {
        return new Toolbox(Optional.of(new Hardware(user)), FFMPEG, searchPath);
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }
}
