package org.podstudio.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.podstudio.api.Expected;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Shelf;
import org.podstudio.api.parameters.ModelTask;
import org.podstudio.api.parameters.Range;

/** A processor that does what a test tells it. */
final class Actor<P extends Record> implements Processor<P> {

    private final ProcessorInfo<P> info;
    private final Supplier<Needs> wants;
    private final Act act;
    private final List<Output.Name> names;
    /** How often it was asked what its outputs will be called. */
    final AtomicInteger asked = new AtomicInteger();

    Actor(ProcessorInfo<P> info, Needs wants, Act act) {
        this(info, () -> wants, act, List.of());
    }

    private Actor(ProcessorInfo<P> info, Supplier<Needs> wants, Act act, List<Output.Name> names) {
        this.info = info;
        this.wants = wants;
        this.act = act;
        this.names = names;
    }

    /** What it does. */
    @FunctionalInterface
    interface Act {
        Result play(Request<?> request, Run run) throws IOException;
    }

    /** The usual parameters. */
    record Params(@Range(min = 1, max = 9) int strength) {}

    /** Parameters with a model. */
    record Modelled(@ModelTask("matting") String model) {}

    /** Parameters with a model that the processor chooses itself. */
    record Choosing(@ModelTask(value = "matting", late = true) String model) {}

    static Actor<Params> of(String id, Act act) {
        return new Actor<>(new ProcessorInfo<>(id, 1, Set.of(MediaKind.IMAGE), Set.of(MediaKind.IMAGE), new Params(3)),
                Needs.LIGHT, act);
    }

    /** Makes no file. */
    static Actor<Params> looks(String id, Act act) {
        return new Actor<>(new ProcessorInfo<>(id, 1, Set.of(MediaKind.IMAGE), Set.of(), new Params(3)), Needs.LIGHT,
                act);
    }

    /** Writes a picture whose bytes are the input's and its own id. */
    static Actor<Params> marks(String id) {
        return of(id, (request, run) -> Result.of(mark(id, request, run)));
    }

    static Output mark(String id, Request<?> request, Run run) throws IOException {
        run.stage("mark", 1);
        Path file = run.scratch().resolve("out.png");
        Files.writeString(file, Files.readString(request.input()) + " " + id);
        run.progress(1);
        return new Output(file, id.replace('-', '_'), Shelf.EDITS, Expected.ANYTHING);
    }

    Actor<P> needing(Needs needs) {
        return new Actor<>(info, needs, act);
    }

    /** Tells before the work what its outputs will be called. */
    Actor<P> naming(Output.Name... outputs) {
        return new Actor<>(info, wants, act, List.of(outputs));
    }

    /** Sees by the header already that it will not work. */
    Actor<P> refusing(ProcessingException problem) {
        return new Actor<>(info, () -> {
            throw problem;
        }, act, names);
    }

    /** Breaks when it is asked what it needs. */
    Actor<P> breaking(Error error) {
        return new Actor<>(info, () -> {
            throw error;
        }, act, names);
    }

    @Override
    public ProcessorInfo<P> info() {
        return info;
    }

    @Override
    public Needs needs(Request<P> request) {
        return wants.get();
    }

    @Override
    public List<Output.Name> names(Request<P> request) {
        asked.incrementAndGet();
        return names;
    }

    @Override
    public Result process(Request<P> request, Run run) throws IOException {
        return act.play(request, run);
    }
}
