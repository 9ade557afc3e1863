package org.podstudio.engine.internal.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.Needs;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.parameters.ParameterSet;

/**
 * Work on one input that a processor does at one go.
 *
 * @param steps at least one, all of the same processor
 */
public record ResolvedRound(List<ResolvedStep<?>> steps) {

    /** Copies the list. */
    public ResolvedRound {
        steps = List.copyOf(steps);
    }

    /** What is constant about the processor. */
    public ProcessorInfo<?> info() {
        return steps.getFirst().info();
    }

    /** Whether something is to be found out of all inputs of an order together. */
    public boolean surveys() {
        return steps.stream().anyMatch(ResolvedStep::surveys);
    }

    /** The round with what is found out of all inputs spelled out. @param inputs that its processor accepts, at least one */
    public ResolvedRound over(List<Path> inputs, Run run) throws IOException {
        List<ResolvedStep<?>> found = new ArrayList<>();
        for (ResolvedStep<?> step : steps) {
            found.add(step.over(inputs, run.part((found.size() + 1.0) / steps.size())));
        }
        return new ResolvedRound(found);
    }

    /** What it takes at its peak. Reads the file's header. */
    public Needs needs(Path input) {
        return needs(steps.getFirst(), input);
    }

    /**
     * Does the work in the calling thread.
     *
     * @return one result for each step
     * @throws ProcessingException {@code engine.no-result} when a plug-in hands over nothing at all, or too little
     */
    public List<Result> process(Path input, Run run) throws IOException {
        return process(steps.getFirst(), input, run);
    }

    private <P extends Record> Needs needs(ResolvedStep<P> first, Path input) {
        return steps.size() == 1 ? first.needs(input) : first.processor().needsAll(requests(first, input));
    }

    private <P extends Record> List<Result> process(ResolvedStep<P> first, Path input, Run run) throws IOException {
        // not believed to be no null: it is a plug-in's
        Optional<List<Result>> results = steps.size() == 1
                ? Optional.ofNullable(first.processor().process(first.request(input), run)).map(List::of)
                : Optional.ofNullable(first.processor().processAll(requests(first, input), run));
        return results.filter(all -> all.size() == steps.size()).map(List::copyOf)
                .orElseThrow(() -> new ProcessingException(ErrorKind.TOOL, "engine.no-result",
                        info().id() + " ended without a result.", "Report it to the maker of the plug-in."));
    }

    /** Their parameters are spelled out, so that those of all are read by the first one's record. */
    private <P extends Record> List<Request<P>> requests(ResolvedStep<P> first, Path input) {
        ParameterSet<P> set = ParameterSet.of(first.info().defaults());
        return steps.stream().map(step -> new Request<>(List.of(input), set.read(step.step().parameters()),
                ResolvedStep.SEED)).toList();
    }
}
