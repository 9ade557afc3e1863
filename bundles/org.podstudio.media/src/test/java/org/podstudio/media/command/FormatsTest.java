package org.podstudio.media.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.media.command.Formats.Misfit;

class FormatsTest {

    private static final Formats KNOWN = Formats.known();

    @Test
    void every_name_that_is_used_is_known() {
        for (Container container : KNOWN.containers()) {
            container.video().forEach(KNOWN::video);
            container.audio().forEach(KNOWN::audio);
            container.video().forEach(v -> assertTrue(container.takesPictures(KNOWN.video(v).ffmpeg()), container
                    .id()));
            container.audio().forEach(a -> assertTrue(container.takesSound(KNOWN.audio(a).ffmpeg()), container.id()));
        }
        for (Platform platform : KNOWN.platforms()) {
            platform.containers().forEach(KNOWN::container);
            platform.video().forEach(KNOWN::video);
            platform.audio().forEach(KNOWN::audio);
            assertTrue(KNOWN.video("h264").profiles().containsAll(platform.profiles()));
            assertTrue(KNOWN.video("h264").level(platform.level()).isPresent(), platform.id());
            assertEquals(Optional.empty(), KNOWN.misfit(platform, KNOWN.container(platform.containers().getFirst()),
                    KNOWN.video(platform.video().getFirst()), KNOWN.audio(platform.audio().getFirst())));
        }
        assertThrows(IllegalArgumentException.class, () -> KNOWN.video("none"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "webm|h264|opus|video|The container webm cannot hold H.264.|Choose the video codec vp9 or av1, or the container mp4.",
            "webm|h264|vorbis|video|The container webm cannot hold H.264.|Choose the video codec vp9 or av1, or the container mkv.",
            "mp4|h264|vorbis|audio|The container mp4 cannot hold Vorbis.|Choose the audio codec aac, opus or mp3, or the container mkv.",
            "mov|vp9|aac|video|The container mov cannot hold VP9.|Choose the video codec h264 or h265, or the container mp4."})
    void offers_the_nearest_choice(String container, String video, String audio, String part, String message,
            String advice) {
        assertEquals(Optional.of(new Misfit(part, message, advice)), KNOWN.misfit(KNOWN.container(container), KNOWN
                .video(video), KNOWN.audio(audio)));
    }

    @Test
    void says_what_does_not_play_somewhere() {
        Misfit misfit = KNOWN.misfit(KNOWN.platform("ios_safari"), KNOWN.container("webm"), KNOWN.video("vp9"), KNOWN
                .audio("opus")).orElseThrow();
        assertEquals(new Misfit("container", "Safari on iOS does not play webm.", "Choose mp4."), misfit);
        assertEquals("Smart TVs do not play AV1.", KNOWN.misfit(KNOWN.platform("smart_tv"), KNOWN.container("mp4"),
                KNOWN.video("av1"), KNOWN.audio("aac")).orElseThrow().message());
    }

    @ParameterizedTest
    @CsvSource({"h264,1920,1080,30,4.0", "h264,1920,1080,60,4.2", "h264,1280,720,30,3.1", "h264,3840,2160,30,5.1",
            "h265,3840,2160,60,5.1", "h264,640,480,25,3.0"})
    void knows_the_lowest_level(String codec, int width, int height, double fps, String level) {
        assertEquals(level, KNOWN.video(codec).lowestLevel(width, height, fps).orElseThrow().id());
    }

    @Test
    void picks_rates_that_can_be_coded() {
        assertEquals(List.of(48_000, 44_100, 48_000, 8000), List.of(KNOWN.audio("opus").rate(44_100), KNOWN.audio(
                "mp3").rate(44_100), KNOWN.audio("mp3").rate(96_000), KNOWN.audio("aac").rate(7350)));
    }
}
