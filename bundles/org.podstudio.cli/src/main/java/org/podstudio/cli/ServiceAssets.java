package org.podstudio.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.podstudio.api.Run;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.context.ImportWish;
import org.podstudio.cli.context.Interruption;
import org.podstudio.cli.context.ProjectAssets;
import org.podstudio.cli.screen.FileResult;
import org.podstudio.cli.screen.Status;
import org.podstudio.library.ImportOptions;
import org.podstudio.library.ImportedFile;
import org.podstudio.library.Library;

/** A library, as commands see it. */
record ServiceAssets(Library library, Interruption interruption) implements ProjectAssets {

    @Override
    public ProjectFolder folder() {
        return library.folder();
    }

    @Override
    public List<Asset> find(AssetQuery query) {
        return library.find(query);
    }

    @Override
    public Optional<Asset> asset(String name) {
        return library.asset(name);
    }

    @Override
    public Asset label(UUID id, UnaryOperator<Labels> change) {
        return library.label(id, change);
    }

    @Override
    public void importFiles(List<Path> paths, ImportWish wish, Consumer<FileResult> each) {
        ImportOptions options = new ImportOptions(wish.theme(), wish.tags(), wish.move(), wish.mirrorTree(),
                wish.dryRun());
        try (Run.Registration stop = interruption.onInterrupt(Thread.currentThread()::interrupt)) {
            library.importFiles(paths, options, file -> each.accept(result(file)));
        } finally {
            // it has done its work; what closes the database after us must not meet it
            Thread.interrupted();
        }
    }

    @Override
    public void makeThumbnails(Consumer<FileResult> each) {
        library.makeThumbnails(interruption::check, (asset, made) -> each.accept(made
                .map(path -> new FileResult(Status.DONE, library.file(asset), List.of(path), "", Optional.empty(),
                        List.of(), 0))
                .orElseGet(() -> FileResult.skipped(library.file(asset), "it cannot be shown"))));
    }

    @Override
    public void close() {
        library.close();
    }

    private FileResult result(ImportedFile file) {
        List<Path> outputs = file.asset().map(library::file).stream().toList();
        return switch (file.outcome()) {
            case DONE -> new FileResult(Status.DONE, file.source(), outputs, "", Optional.empty(), List.of(), 0);
            case SKIPPED -> FileResult.skipped(file.source(), outputs, file.reason());
            case FAILED ->
                new FileResult(Status.FAILED, file.source(), List.of(), file.reason(), file.problem(), List.of(), 0);
        };
    }
}
