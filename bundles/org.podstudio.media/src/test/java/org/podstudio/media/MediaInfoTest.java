package org.podstudio.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.podstudio.api.ProcessingException;

class MediaInfoTest {

    private static final Path FILE = Path.of("noise.mp3");

    @Test
    void sound_of_which_not_even_the_channels_are_known_is_called_broken() {
        assertEquals("media.broken", refusal(info(List.of(sound(0, 0)), Locks.NONE)));
        assertEquals("media.broken", refusal(info(List.of(sound(0, 8000)), Locks.NONE)));
        assertEquals(2, info(List.of(sound(2, 8000)), Locks.NONE).openSound(FILE, "none").channels());
    }

    @Test
    void sound_that_is_locked_or_missing_is_refused() {
        assertEquals("media.encrypted", refusal(info(List.of(sound(2, 8000)), new Locks(false, true))));
        assertEquals("none", refusal(info(List.of(), Locks.NONE)));
    }

    @Test
    void clear_sound_beside_locked_pictures_is_heard_but_not_written_beside_them() {
        MediaInfo film = info(List.of(sound(2, 8000)), new Locks(true, false));
        assertEquals(2, film.openSound(FILE, "none").channels());
        var e = assertThrows(ProcessingException.class, () -> film.requireOpenBeside(FILE));
        assertEquals("noise.mp3 has encrypted pictures, which cannot be taken along with its sound.", e.message());
        info(List.of(sound(2, 8000)), new Locks(false, true)).requireOpenBeside(FILE);
    }

    private static String refusal(MediaInfo info) {
        return assertThrows(ProcessingException.class, () -> info.openSound(FILE, "none")).code();
    }

    private static AudioStream sound(int channels, int sampleRate) {
        Track track = new Track(0, "mp3", "", 0, "", "1/8000", 0, 1, 0, Set.of(), Map.of());
        return new AudioStream(track, channels, sampleRate, "", 0);
    }

    private static MediaInfo info(List<AudioStream> sounds, Locks locks) {
        return new MediaInfo("mp3", 1, false, 0, 0, List.of(), sounds, List.of(), List.of(), List.of(), locks, false,
                Map.of());
    }
}
