package org.podstudio.cli.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.podstudio.api.project.JobProgress;
import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.cli.screen.Screen.Mode;
import org.podstudio.cli.screen.Screen.Progress;
import org.podstudio.cli.screen.Screen.Volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class GaugeTest {

    private static final Optional<Remaining> MINUTES = Optional
            .of(new Remaining(Duration.ofMinutes(3), Duration.ofMinutes(5)));

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void the_bar_of_one_tells_how_long_it_takes_yet() {
        gauge(Progress.AUTO, 1).update("a", "cat.png", new JobProgress(0.5, "crop: encode", MINUTES));
        assertEquals("\r\u001b[K[############............]  50 %  3–5 min left  cat.png  crop: encode", said());
    }

    @Test
    void the_bar_of_several_tells_what_all_of_them_take() {
        Gauge gauge = gauge(Progress.AUTO, 4);
        gauge.update(new Joint("b", "crop", 2, 4, new JobProgress(0.3, "", MINUTES)));
        gauge.update("a", "cat.png", new JobProgress(1, "", Optional.empty()));
        assertEquals("\r\u001b[K[######..................]  25 %  2 of 4, 3–5 min left  cat.png", said());
    }

    @Test
    void lines_tell_it_at_each_item() {
        Gauge gauge = gauge(Progress.PLAIN, 4);
        gauge.update(new Joint("b", "crop", 2, 4, new JobProgress(0.3, "", MINUTES)));
        gauge.update(new Joint("b", "crop", 2, 4, new JobProgress(0.31, "", MINUTES)));
        gauge.update("a", "cat.png", new JobProgress(0.5, "crop: encode", MINUTES));
        assertEquals(" 30 %  crop  2 of 4, 3–5 min left\n 50 %  cat.png  crop: encode  3–5 min left\n", said());
    }

    @Test
    void programs_get_the_range() throws IOException {
        Gauge gauge = gauge(Progress.JSON, 4);
        gauge.update(new Joint("b", "crop", 2, 4, new JobProgress(0.3, "", MINUTES)));
        JsonNode line = new ObjectMapper().readTree(said());
        assertEquals("b", line.get("batch").asText());
        assertEquals("PT5M", line.at("/remaining/most").asText());
        err.reset();
        gauge.update("a", "cat.png", new JobProgress(0.5, "", Optional.empty()));
        assertTrue(new ObjectMapper().readTree(said()).get("remaining").isNull(), said());
    }

    private Gauge gauge(Progress progress, int total) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Gauge(new Screen(stream, stream, new Mode(false, Volume.NORMAL, progress, true, false)), total);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
