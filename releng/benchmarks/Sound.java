import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.podstudio.api.Run;
import org.podstudio.api.parameters.ParameterSet;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.Unattended;
import org.podstudio.media.sound.Leveller;
import org.podstudio.media.sound.LoudnessMeter;
import org.podstudio.media.sound.Waveforms;
import org.podstudio.processors.normalize.NormalizeProcessor;
import org.podstudio.processors.waveform.WaveformProcessor;

/**
 * What work on sound takes in a program that is warm, as a server or the window is, its child processes included:
 * {@code java -cp 'PRODUCT/plugins/*' Sound.java WAV}. Prints the least CPU seconds of some rounds, and of the first one.
 */
final class Sound {

    private static final int ROUNDS = 8;
    private static final double TICKS = 100;

    private Sound() {
    }

    /** What is timed. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    public static void main(String[] arguments) throws IOException {
        Path wav = Path.of(arguments[0]);
        Ffmpeg ffmpeg = new Ffmpeg();
        LoudnessMeter meter = new LoudnessMeter(ffmpeg);
        Processor<?> normalize = new NormalizeProcessor(ffmpeg, meter, new Leveller(ffmpeg));
        Processor<?> waveform = new WaveformProcessor(ffmpeg, new Waveforms(ffmpeg));
        time("loudness, range and true peak", () -> meter.measure(wav, Unattended.RUN));
        time("outline, 1800 x 300", () -> process(waveform, wav, Map.of("width", 1800, "height", 300)));
        time("levelled and checked, a gain alone", () -> process(normalize, wav, Map.of("target_lufs", -24)));
        time("levelled and checked, with limiter", () -> process(normalize, wav,
                Map.of("target_lufs", -16, "true_peak_dbtp", -1.5)));
    }

    private static <P extends Record> void process(Processor<P> processor, Path wav, Map<String, Object> values)
            throws IOException {
        Path scratch = Files.createTempDirectory("sound");
        P parameters = ParameterSet.of(processor.info().defaults()).read(values);
        processor.process(new Request<>(List.of(wav), parameters, 0), in(scratch));
        try (Stream<Path> files = Files.walk(scratch)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }

    private static void time(String what, Work work) throws IOException {
        double first = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            double before = cpuSeconds();
            work.run();
            double taken = cpuSeconds() - before;
            first = i == 0 ? taken : first;
            least = Math.min(least, taken);
        }
        System.out.printf("%-36s %6.2f CPU s, the first time %.2f%n", what, least, first);
    }

    /** Of this process and of those it has waited for. */
    private static double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Stream.of(11, 12, 13, 14).mapToLong(i -> Long.parseLong(fields[i])).sum() / TICKS;
    }

    private static Run in(Path scratch) {
        return new Run() {
            @Override
            public void progress(double fraction) {
                // nobody watches
            }

            @Override
            public void stage(String name, double weight) {
                // nobody watches
            }

            @Override
            public void checkCanceled() {
                // nobody cancels
            }

            @Override
            public Registration onCancel(Runnable action) {
                return () -> {};
            }

            @Override
            public Path scratch() {
                return scratch;
            }

            @Override
            public Run part(double upTo) {
                return this;
            }

            @Override
            public Path model(String id) {
                throw new UnsupportedOperationException("no models here");
            }

            @Override
            public void note(String text) {
                // nobody reads
            }
        };
    }
}
