package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.podstudio.api.Output;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.engine.internal.work.StepResult.Piece;

/** Puts what a job made in place and has it recorded: all of it or none. Closed, it has taken back what was not recorded. */
final class Delivery implements AutoCloseable {

    private final Surroundings place;
    private final Assignment job;
    private final Reporter reporter;
    private final List<StepResult> steps;
    private final List<StepResult> results;
    private final Placement placement;

    /**
     * @param steps what was made on the way, in order
     * @param results what was asked for, in order; at least one
     * @param scratch of the job
     */
    Delivery(Surroundings place, Assignment job, Reporter reporter, List<StepResult> steps, List<StepResult> results,
            Scratch scratch) {
        this.place = place;
        this.job = job;
        this.reporter = reporter;
        this.steps = steps;
        this.results = results;
        this.placement = new Placement(
                scratch.journal(job.outputFolder().orElse(place.folder().scratch().getParent())));
    }

    /**
     * Takes the names that the results must have; waits while another job delivers under one of them.
     *
     * @param check called now and then while it waits; what it throws ends that
     */
    void reserve(Runnable check) {
        job.outputFolder().ifPresent(folder -> placement.claim(targets(folder), check));
    }

    /** @param commit records it; when it throws, everything is taken back */
    void deliver(Consumer<Made> commit) throws IOException {
        commit.accept(job.outputFolder().isPresent() ? toFolder(targets(job.outputFolder().get())) : toProject());
        placement.done();
    }

    @Override
    public void close() {
        placement.undo();
    }

    private Made toProject() throws IOException {
        List<Asset> assets = new ArrayList<>();
        shelve(steps, assets);
        List<Path> outputs = shelve(results, assets);
        return new Made(outputs, List.copyOf(assets));
    }

    private List<Path> shelve(List<StepResult> made, List<Asset> assets) throws IOException {
        List<Path> files = new ArrayList<>();
        for (StepResult result : made) {
            for (Piece piece : result.pieces()) {
                files.add(piece.output().isPresent()
                        ? shelve(piece, piece.output().get(), assets)
                        : piece.material().file());
            }
        }
        return List.copyOf(files);
    }

    private Path shelve(Piece piece, Output output, List<Asset> assets) throws IOException {
        String name = Names.stamped(job.stem(), output.operation(), place.clock());
        Path file = face(output, placement.free(output, place.folder().work(output.shelf()), name));
        piece.material().asset().ifPresent(asset -> assets.add(at(asset, place.folder().relative(file))));
        return file;
    }

    private Made toFolder(List<Path> targets) throws IOException {
        if (!targets.isEmpty()) {
            // recovery looks in a folder of the user's for what was replaced there when it finds the job running
            reporter.storeBeginning();
        }
        List<Piece> pieces = pieces().toList();
        List<Path> outputs = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            Path target = targets.get(i);
            Output output = pieces.get(i).output().orElseThrow();
            Path face = face(output, target);
            if (!placement.exact(output.whole(), target, job.force())) {
                reporter.note(JobSnapshot.keptNote(face));
            }
            outputs.add(face);
        }
        return new Made(List.copyOf(outputs), List.of());
    }

    /** The file that the result is known by, once it is in place. */
    private static Path face(Output output, Path placed) {
        return output.folder().isPresent() ? placed.resolve(output.file().getFileName()) : placed;
    }

    private Stream<Piece> pieces() {
        return results.stream().flatMap(result -> result.pieces().stream());
    }

    /** One for each of the files that were asked for. */
    private List<Path> targets(Path folder) {
        return Names.targets(folder, job.stem(), pieces().map(piece -> piece.output().orElseThrow().name()).toList());
    }

    private static Asset at(Asset a, String path) {
        return new Asset(a.id(), a.kind(), path, a.content(), a.labels(), a.lineage(), a.generator(), a.prompt(),
                a.created());
    }
}
