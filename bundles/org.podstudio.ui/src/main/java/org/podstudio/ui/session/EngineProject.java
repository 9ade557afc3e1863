package org.podstudio.ui.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.RebuildReport;
import org.podstudio.engine.Engine;
import org.podstudio.library.ImportOptions;
import org.podstudio.library.ImportReport;
import org.podstudio.library.ImportedFile;
import org.podstudio.library.Library;
import org.podstudio.ui.Messages;

/** A library and the engine that works in it. */
final class EngineProject implements Project {

    private final Library library;
    private final Engine engine;
    private final Optional<RebuildReport> rebuilt;

    EngineProject(Library library, Engine engine, Optional<RebuildReport> rebuilt) {
        this.library = library;
        this.engine = engine;
        this.rebuilt = rebuilt;
    }

    @Override
    public ProjectFolder folder() {
        return library.folder();
    }

    @Override
    public List<Asset> find(AssetQuery query) {
        return library.find(query);
    }

    @Override
    public Optional<Path> thumbnail(Asset asset) {
        return library.thumbnail(asset);
    }

    @Override
    public Imported bringIn(List<Path> paths, Consumer<String> each) {
        ImportReport report = library.importFiles(paths, ImportOptions.DEFAULTS,
                file -> each.accept(String.valueOf(file.source().getFileName())));
        List<Problem> problems = report.files().stream().flatMap(f -> f.problem().stream()).toList();
        List<String> lines = report.files().stream().map(EngineProject::line).toList();
        return new Imported((int) report.count(ImportedFile.Outcome.DONE),
                (int) report.count(ImportedFile.Outcome.SKIPPED), problems, lines);
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public Optional<RebuildReport> rebuilt() {
        return rebuilt;
    }

    private static String line(ImportedFile file) {
        return String.format(Locale.ROOT, "%-8s %s%n         %s", word(file.outcome()), file.source(), file.reason());
    }

    private static String word(ImportedFile.Outcome outcome) {
        return switch (outcome) {
            case DONE -> Messages.Import_Done;
            case SKIPPED -> Messages.Import_Skipped;
            case FAILED -> Messages.Import_Failed;
        };
    }

    @Override
    public void close() {
        engine.close();
        library.close();
    }
}
