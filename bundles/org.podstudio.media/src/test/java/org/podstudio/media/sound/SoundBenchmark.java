package org.podstudio.media.sound;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.Unattended;

/** Times for {@code releng/benchmarks/audio.sh}, on the WAV file that a system property names: wall and CPU time of the seventh time and the first. */
@EnabledIfSystemProperty(named = "podstudio.benchmark", matches = ".+")
class SoundBenchmark {

    private static final int TIMES = 7;

    private final Path wav = Path.of(System.getProperty("podstudio.benchmark", ""));
    private final Ffmpeg ffmpeg = new Ffmpeg();

    /** What is timed. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    @Test
    void prints_what_each_takes() throws IOException {
        Path out = Files.createTempFile("levelled", ".wav");
        LoudnessMeter meter = new LoudnessMeter(ffmpeg);
        Leveller leveller = new Leveller(ffmpeg);
        Waveforms waveforms = new Waveforms(ffmpeg);
        time("loudness, range and peaks", () -> meter.measure(wav, Unattended.RUN));
        time("outline and picture", () -> new WaveformPicture(1800, 300, "#3b82f6")
                .draw(waveforms.outline(wav, false, Unattended.RUN), out));
        time("a gain alone", () -> leveller.rewrite(wav, out, Levelling.plain(-1), Unattended.RUN));
        time("a gain with limiter, measured", () -> leveller.rewrite(wav, out, Levelling.limited(4, -1.5),
                Unattended.RUN));
        time("checked by ffmpeg", () -> meter.reference(out, false, Unattended.RUN));
        Files.delete(out);
    }

    private static void time(String what, Work work) throws IOException {
        StringBuilder line = new StringBuilder(what);
        for (int i = 1; i <= TIMES; i++) {
            long wall = System.nanoTime();
            long cpu = cpu();
            work.run();
            if (i == 1 || i == TIMES) {
                line.append(String.format("  %s %d ms, cpu %d ms", i == 1 ? "cold" : "warm", (System.nanoTime() - wall)
                        / 1_000_000, (cpu() - cpu) / 1_000_000));
            }
        }
        System.out.println(line); // it is read from there
    }

    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
