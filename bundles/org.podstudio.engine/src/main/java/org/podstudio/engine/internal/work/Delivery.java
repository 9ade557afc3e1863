package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.podstudio.api.Output;
import org.podstudio.api.project.Asset;
import org.podstudio.engine.internal.work.StepResult.Piece;

/** Puts what a job made in place and has it recorded: all of it or none. */
final class Delivery {

    private final Surroundings place;
    private final Assignment job;
    private final Reporter reporter;

    Delivery(Surroundings place, Assignment job, Reporter reporter) {
        this.place = place;
        this.job = job;
        this.reporter = reporter;
    }

    /**
     * @param results of each step, in order
     * @param scratch of the job
     * @param commit records it; when it throws, everything is taken back
     */
    void deliver(List<StepResult> results, Scratch scratch, Consumer<Made> commit) throws IOException {
        Path work = place.folder().scratch().getParent();
        Placement placement = new Placement(scratch.journal(job.outputFolder().orElse(work)));
        boolean recorded = false;
        try {
            commit.accept(job.outputFolder().isPresent()
                    ? toFolder(results.getLast(), job.outputFolder().get(), placement)
                    : toProject(results, placement));
            recorded = true;
        } finally {
            if (recorded) {
                placement.done();
            } else {
                placement.undo();
            }
        }
    }

    private Made toProject(List<StepResult> results, Placement placement) throws IOException {
        List<Asset> assets = new ArrayList<>();
        List<Path> outputs = new ArrayList<>();
        for (StepResult result : results) {
            outputs.clear();
            for (Piece piece : result.pieces()) {
                outputs.add(piece.output().isPresent()
                        ? shelve(piece, piece.output().get(), placement, assets)
                        : piece.material().file());
            }
        }
        return new Made(List.copyOf(outputs), List.copyOf(assets));
    }

    private Path shelve(Piece piece, Output output, Placement placement, List<Asset> assets) throws IOException {
        String name = Names.stamped(job.stem(), output.operation(), place.clock());
        Path file = placement.free(output.file(), place.folder().work(output.shelf()), name);
        piece.material().asset().ifPresent(asset -> assets.add(at(asset, place.folder().relative(file))));
        return file;
    }

    private Made toFolder(StepResult result, Path folder, Placement placement) throws IOException {
        List<Path> outputs = new ArrayList<>();
        Set<Path> taken = new HashSet<>();
        for (Piece piece : result.pieces()) {
            Output output = piece.output().orElseThrow();
            Path target = own(folder, Names.plain(job.stem(), output.operation()), Placement.extension(output.file()),
                    taken);
            if (!placement.exact(output.file(), target, job.force())) {
                reporter.note("kept " + target.getFileName() + ", which was there already");
            }
            outputs.add(target);
        }
        return new Made(List.copyOf(outputs), List.of());
    }

    /** Two outputs of one job may come with the same operation. */
    private static Path own(Path folder, String name, String extension, Set<Path> taken) {
        Path target = folder.resolve(name + extension);
        for (int n = 2; !taken.add(target); n++) {
            target = folder.resolve(name + "-" + n + extension);
        }
        return target;
    }

    private static Asset at(Asset a, String path) {
        return new Asset(a.id(), a.kind(), path, a.content(), a.labels(), a.lineage(), a.generator(), a.prompt(),
                a.created());
    }
}
