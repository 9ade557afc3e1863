package org.podstudio.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.UserFolder;
import org.podstudio.content.Inspector;
import org.podstudio.imaging.Images;
import org.podstudio.media.Ffmpeg;
import org.podstudio.store.Stores;
import org.podstudio.testkit.SampleMedia;

/** A project and a folder of originals to import. */
final class Project implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-21T23:59:59Z");

    final Stores stores = new Stores();
    final Inspector inspector = new Inspector(new Images(), new Ffmpeg());
    final Libraries libraries;
    final Path originals;
    final ProjectFolder folder;
    final Library library;
    final List<ImportedFile> told = new ArrayList<>();
    private int pictures;

    Project(Path temp) throws IOException {
        libraries = new Libraries(stores, inspector,
                new UserFolder(temp.resolve("user")), Clock.fixed(NOW, ZoneOffset.UTC));
        originals = Files.createDirectories(temp.resolve("originals"));
        folder = new ProjectFolder(template(temp.resolve("Project")));
        library = libraries.open(folder);
    }

    /** A copy of one empty project: making a database takes half a second. */
    private Path template(Path target) throws IOException {
        Path made = Path.of("target", "empty-project").toAbsolutePath();
        if (Files.notExists(made.resolve("config.json"))) {
            libraries.create(new ProjectFolder(made)).close();
        }
        try (Stream<Path> files = Files.walk(made)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(made.relativize(file).toString()));
            }
        }
        return target;
    }

    /** A small picture unlike all others. */
    Path picture(String path) throws IOException {
        Path file = originals.resolve(path);
        Files.createDirectories(file.getParent());
        Path made = SampleMedia.photo(Files.createTempDirectory(originals.getParent(), "made"), 16 + pictures++, 16);
        return Files.move(made, file);
    }

    ImportReport bring(ImportOptions options, Path... paths) {
        return library.importFiles(List.of(paths), options, told::add);
    }

    ImportReport bring(Path... paths) {
        return bring(ImportOptions.DEFAULTS, paths);
    }

    static ImportOptions tags(String... tags) {
        return new ImportOptions(Optional.empty(), Set.of(tags), false, false, false);
    }

    /** All stored paths, in order. */
    List<String> paths() {
        return library.find(AssetQuery.ALL).stream().map(asset -> asset.path()).sorted().toList();
    }

    /** All files below {@code Library}, in order. */
    List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.root().resolve("Library"))) {
            return files.filter(Files::isRegularFile).map(folder::relative).sorted().toList();
        }
    }

    @Override
    public void close() {
        library.close();
    }
}
