package org.podstudio.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.Needs;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.parameters.JsonSchema;
import org.podstudio.api.parameters.Parameter;
import org.podstudio.api.parameters.ParameterSet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * What holds for every processor. A test class extends it, names a processor and a sample, and gets the tests below.
 *
 * @param <P> the processor's parameters
 */
public abstract class ProcessorContract<P extends Record> {

    /** An empty folder of this test. */
    @TempDir
    protected Path folder = Path.of("");

    /** The last one that {@link #process} worked in. */
    protected FakeRun run = new FakeRun(folder);

    private int runs;

    /** The processor under test; may be the same each time. */
    protected abstract Processor<P> processor();

    /** Writes a small input below the folder and gives its path. */
    protected abstract Path sample(Path folder) throws IOException;

    /** The parameters the contract runs with; the processor's defaults unless overridden. */
    protected P parameters() {
        return processor().info().defaults();
    }

    /** Parameters of work that is done at one go; the same ones twice unless overridden, which any processor must be able to. */
    protected List<P> several() {
        return Collections.nCopies(2, parameters());
    }

    /** Files of the models that {@link #parameters()} name, by id. */
    protected Map<String, Path> models() {
        return Map.of();
    }

    /** The parameters with these values, and as usual but for them. */
    protected final P read(Map<String, Object> values) {
        return set().read(values);
    }

    /** Does the work in a new {@link #run}. @param values of parameters that are not as usual */
    protected Result process(Path input, Map<String, Object> values) throws IOException {
        run = new FakeRun(Files.createTempDirectory(folder, "scratch"));
        models().forEach(run::withModel);
        return processor().process(new Request<>(List.of(input), read(values), 0), run);
    }

    /** The file of the first output of the work. @param namesAndValues of parameters that are not as usual, in turns */
    protected final Path made(Path input, Object... namesAndValues) throws IOException {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return file(process(input, values));
    }

    /** The file of the first output. */
    protected static Path file(Result result) {
        return result.outputs().getFirst().file();
    }

    @Test
    void info_is_constant() {
        assertEquals(processor().info(), processor().info());
    }

    @Test
    void the_defaults_are_valid() {
        ParameterSet<P> set = set();
        assertEquals(set.defaults(), set.read(set.write(set.defaults())));
    }

    @Test
    void an_unknown_parameter_is_refused_by_name() {
        var e = assertThrows(ProcessingException.class, () -> set().read(Map.of("no_such_parameter", 1)));
        assertEquals("parameter.unknown", e.code());
    }

    @Test
    void every_parameter_has_a_label_and_a_help_text() throws IOException {
        Properties labels = labels();
        String id = processor().info().id();
        List<String> keys = new ArrayList<>(List.of(id, id + ".help"));
        for (Parameter parameter : set().parameters()) {
            keys.add(id + "." + parameter.name());
            keys.add(id + "." + parameter.name() + ".help");
        }
        assertEquals(List.of(), keys.stream().filter(k -> labels.getProperty(k, "").isBlank()).toList(),
                "labels that are missing");
    }

    @Test
    void the_schema_is_the_golden_one() throws IOException {
        String id = processor().info().id();
        String schema = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(JsonSchema.of(id, set())).replace("\r\n", "\n") + "\n";
        Path golden = Path.of("src", "test", "resources", id + ".schema.json");
        if ("write".equals(System.getProperty("podstudio.golden"))) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, schema);
        }
        assertEquals(Files.readString(golden), schema,
                "rewrite " + golden + " with -Dpodstudio.golden=write if the change is meant");
    }

    @Test
    void needs_are_the_same_before_and_after_a_run() throws IOException {
        Request<P> request = request(sample(folder));
        Needs before = processor().needs(request);
        process(request, run());
        assertEquals(before, processor().needs(request));
    }

    @Test
    void the_same_request_gives_the_same_bytes() throws IOException {
        Request<P> request = request(sample(folder));
        assertArrayEquals(bytes(process(request, run())), bytes(process(request, run())));
    }

    @Test
    void several_at_one_go_have_the_bytes_of_each() throws IOException {
        Path input = sample(folder);
        FakeRun run = run();
        List<Request<P>> requests = several().stream().map(parameters -> new Request<>(List.of(input), parameters, 0L))
                .toList();
        List<Result> results = processor().processAll(requests, run);
        assertEquals(requests.size(), results.size(), "results");
        Set<Path> files = new HashSet<>();
        for (int i = 0; i < requests.size(); i++) {
            Result alone = process(requests.get(i), run());
            assertArrayEquals(bytes(alone), bytes(results.get(i)), "bytes of " + requests.get(i).parameters());
            assertEquals(operations(alone), operations(results.get(i)));
            for (Output output : results.get(i).outputs()) {
                assertTrue(output.file().toRealPath().startsWith(run.scratch().toRealPath()), output.file()::toString);
                assertTrue(files.add(output.file().toRealPath()), output.file() + " is handed over twice");
            }
        }
        List<Double> seen = run.progressSeen();
        assertEquals(seen.stream().sorted().toList(), seen);
        assertEquals(1, seen.getLast(), 1e-6);
    }

    @Test
    void several_at_one_go_stop_midway_when_they_are_canceled() throws IOException {
        Path input = sample(folder);
        FakeRun run = run().cancelAt(0.5);
        List<Request<P>> requests = several().stream().map(parameters -> new Request<>(List.of(input), parameters, 0L))
                .toList();
        assertThrows(CanceledException.class, () -> processor().processAll(requests, run));
    }

    @Test
    void names_that_are_told_before_the_work_are_those_of_its_outputs() throws IOException {
        Request<P> request = request(sample(folder));
        List<Output.Name> told = processor().names(request);
        List<Output.Name> made = process(request, run()).outputs().stream().map(Output::name).toList();
        assertEquals(told.isEmpty() ? told : made, told);
    }

    @Test
    void outputs_lie_in_the_scratch_folder() throws IOException {
        FakeRun run = run();
        for (Output output : process(request(sample(folder)), run).outputs()) {
            assertTrue(output.file().toRealPath().startsWith(run.scratch().toRealPath()),
                    output.file() + " is outside " + run.scratch());
            assertTrue(Files.size(output.file()) > 0, output.file() + " is empty");
        }
    }

    @Test
    void the_input_is_left_alone() throws IOException {
        Path input = sample(folder);
        byte[] before = Files.readAllBytes(input);
        var modified = Files.getLastModifiedTime(input);
        process(request(input), run());
        assertArrayEquals(before, Files.readAllBytes(input));
        assertEquals(modified, Files.getLastModifiedTime(input));
    }

    @Test
    void progress_never_falls_and_reaches_one() throws IOException {
        FakeRun run = run();
        process(request(sample(folder)), run);
        List<Double> seen = run.progressSeen();
        assertEquals(seen.stream().sorted().toList(), seen);
        assertEquals(1, seen.getLast(), 1e-6);
    }

    @Test
    void a_canceled_run_stops() throws IOException {
        Request<P> request = request(sample(folder));
        FakeRun run = run().cancelAt(0);
        assertThrows(CanceledException.class, () -> processor().process(request, run));
    }

    @Test
    void a_run_that_is_canceled_midway_stops() throws IOException {
        Request<P> request = request(sample(folder));
        FakeRun run = run().cancelAt(0.5);
        assertThrows(CanceledException.class, () -> processor().process(request, run));
    }

    @Test
    void a_name_with_spaces_umlauts_quotes_and_a_leading_dash_works() throws IOException {
        Path plain = sample(folder);
        String name = plain.getFileName().toString();
        Path odd = folder.resolve("-ü 'quoted' \u732b 100%" + name.substring(name.lastIndexOf('.')));
        Files.copy(plain, odd);
        assertFalse(process(request(odd), run()).outputs().isEmpty());
    }

    @Test
    void an_empty_file_is_refused_with_a_sentence() throws IOException {
        String name = sample(folder).getFileName().toString();
        Path empty = Files.createFile(folder.resolve("nil" + name.substring(name.lastIndexOf('.'))));
        FakeRun run = run();
        var e = assertThrows(ProcessingException.class, () -> processor().process(request(empty), run));
        assertTrue(e.message().contains(empty.getFileName().toString()), "the sentence names the file: " + e.message());
        assertTrue(e.message().contains("empty"), "the sentence says why: " + e.message());
        assertFalse(e.advice().isBlank());
    }

    private Result process(Request<P> request, FakeRun run) throws IOException {
        return processor().process(request, run);
    }

    private FakeRun run() throws IOException {
        FakeRun run = new FakeRun(Files.createDirectory(folder.resolve("scratch-" + runs++)));
        models().forEach(run::withModel);
        return run;
    }

    private Request<P> request(Path input) {
        return new Request<>(List.of(input), parameters(), 0);
    }

    private ParameterSet<P> set() {
        ProcessorInfo<P> info = processor().info();
        return ParameterSet.of(info.defaults());
    }

    private Properties labels() throws IOException {
        Properties labels = new Properties();
        Path file = Path.of("OSGI-INF", "l10n", "bundle.properties");
        try (InputStream in = Files.newInputStream(file);
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            labels.load(reader);
        }
        return labels;
    }

    private static List<String> operations(Result result) {
        return result.outputs().stream().map(Output::operation).toList();
    }

    private static byte[] bytes(Result result) throws IOException {
        var all = new java.io.ByteArrayOutputStream();
        for (Output output : result.outputs()) {
            all.write(Files.readAllBytes(output.file()));
        }
        return all.toByteArray();
    }
}
