package org.podstudio.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Expected;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.podstudio.api.Run;
import org.podstudio.api.parameters.ParameterSet;
import org.podstudio.testkit.BadSamples.Fate;
import org.podstudio.testkit.BadSamples.Sample;

/**
 * What every processor of film or sound does with files that are broken, odd or hostile: a clear error with nothing lost, or a right result,
 * in any case soon.
 *
 * @param <P> the processor's parameters
 */
public abstract class BadInputContract<P extends Record> {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Subject subject;
    private final SampleFilms films;
    private final Check check;
    @TempDir
    private Path folder = Path.of("");

    /**
     * Of a processor whose results have nothing to be held against, since they are neither film nor sound.
     *
     * @param ffmpeg makes the samples, as {@link SampleFilms} tells
     */
    protected BadInputContract(Subject subject, Consumer<List<String>> ffmpeg) {
        this(subject, ffmpeg, (result, expected, source, run) -> {});
    }

    /**
     * Of a processor that makes film or sound.
     *
     * @param ffmpeg makes the samples, as {@link SampleFilms} tells
     * @param check holds each result against what was promised, as the engine does
     */
    protected BadInputContract(Subject subject, Consumer<List<String>> ffmpeg, Check check) {
        this.subject = subject;
        films = new SampleFilms(ffmpeg);
        this.check = check;
    }

    /** What a processor works on. */
    protected enum Subject {
        /** Moving pictures. */
        FILM,
        /** What is heard, alone or in a film. */
        SOUND
    }

    /** How a result is looked at. */
    @FunctionalInterface
    protected interface Check {
        /** @throws ProcessingException when the result, or its source, is not whole */
        void look(Path result, Expected expected, Path source, Run run);
    }

    /** The processor under test. */
    protected abstract Processor<P> processor();

    /** Values of parameters that are not as usual. */
    protected Map<String, Object> values() {
        return Map.of();
    }

    /** Names of those broken samples of which what is there makes a right result. */
    protected Set<String> goodEnough() {
        return Set.of();
    }

    /** Files of models, by id. */
    protected Map<String, Path> models() {
        return Map.of();
    }

    @TestFactory
    Stream<DynamicTest> bad_input_is_refused_or_worked_on_right() {
        return Stream.concat(BadSamples.broken(), subject == Subject.FILM ? BadSamples.films() : BadSamples.sounds())
                .map(sample -> DynamicTest.dynamicTest(sample.name(), () -> assertTimeoutPreemptively(SOON,
                        () -> look(sample))));
    }

    private void look(Sample sample) throws IOException {
        Path own = Files.createTempDirectory(folder, "sample");
        Path file = new BadSamples(films, own).make(sample);
        byte[] before = Files.readAllBytes(file);
        FakeRun run = new FakeRun(Files.createDirectory(own.resolve("scratch")));
        models().forEach(run::withModel);
        Optional<ProcessingException> refusal = refusal(file, run);
        refusal.ifPresent(e -> requireClear(e, sample));
        assertTrue(refusal.isPresent() || sample.fate() != Fate.REFUSED || goodEnough().contains(sample.name()),
                "taken for good");
        assertTrue(refusal.isEmpty() || sample.fate() != Fate.RIGHT, () -> "refused: " + refusal);
        assertArrayEquals(before, Files.readAllBytes(file), "the input was changed");
    }

    private Optional<ProcessingException> refusal(Path file, FakeRun run) throws IOException {
        P parameters = ParameterSet.of(processor().info().defaults()).read(values());
        try {
            List<Output> outputs = processor().process(new Request<>(List.of(file), parameters, 0), run).outputs();
            assertFalse(outputs.isEmpty(), "neither a result nor a word");
            for (Output output : outputs) {
                check.look(output.file(), output.expected(), file, run);
            }
            return Optional.empty();
        } catch (ProcessingException e) {
            return Optional.of(e);
        }
    }

    /** It is the file's fault, and that is what is said. */
    private static void requireClear(ProcessingException e, Sample sample) {
        assertTrue(e.kind() == ErrorKind.INPUT || e.kind() == ErrorKind.CONFIGURATION, e.code() + ": " + e.message());
        assertTrue(sample.fate() != Fate.REFUSED || e.message().contains(sample.name()), e.message());
        assertFalse(e.message().contains("Exception") || e.message().contains("null"), e.message());
        assertFalse(e.advice().isBlank(), e.message());
        assertEquals(e.message(), e.message().strip());
    }
}
