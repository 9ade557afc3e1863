package org.podstudio.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.Shelf;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.RebuildReport;
import org.podstudio.store.Store;
import org.podstudio.store.Stores;

/** A project whose database is damaged: with its chronicle, and with nothing but the files. */
class FilesRebuilderTest {

    private final Project project;
    private final List<RebuildReport> reports = new ArrayList<>();
    private final Stores stores;

    FilesRebuilderTest(@TempDir Path temp) throws IOException {
        project = new Project(temp);
        stores = new Stores(List.of(new FilesRebuilder(project.inspector)), reports::add);
        project.bring(project.picture("dragons/red.png"), project.picture("dragons/green.png"));
        Path made = project.folder.work(Shelf.UPSCALES).resolve("red__x4__20261121_101112.png");
        Files.move(project.picture("made.png"), made);
        Files.writeString(project.folder.work(Shelf.EDITS).resolve("notes.txt"), "no media");
        Path folder = Files.createDirectories(
                project.folder.work(Shelf.EDITS).resolve("red__abr__20261121_101112/parts")).getParent();
        Files.copy(made, folder.resolve("preview.png"));
        Files.copy(made, folder.resolve("poster.png"));
        Files.copy(made, folder.resolve("parts/1.png"));
        Files.createDirectories(project.folder.scratch().resolve("job"));
        Files.copy(made, project.folder.scratch().resolve("job").resolve("half.png"));
    }

    @Test
    void ratings_come_back_from_the_chronicle_and_unknown_files_become_assets() throws IOException {
        Asset red = project.library.asset("red.png").orElseThrow();
        Asset rated = project.library.label(red.id(), labels -> new Labels("best", Set.of("wow"), 5, true));
        ruin();
        try (Store store = stores.open(project.folder)) {
            assertEquals(rated, store.assets().find(red.id()).orElseThrow());
            assertEquals(4, store.assets().count());
        }
        assertEquals(List.of("2 file(s) came in anew: their ratings, tags and history are not known.",
                "1 file(s) could not be taken up as media, the first is Work/edits/notes.txt."),
                reports.getFirst().remarks());
    }

    @Test
    void the_files_alone_make_every_asset_with_what_they_tell() throws IOException {
        Map<String, String> hashes = hashes();
        Map<String, Asset> before = byPath(project.library.find(AssetQuery.ALL));
        ruin();
        Files.delete(project.folder.chronicle());
        try (Store store = stores.open(project.folder)) {
            Map<String, Asset> after = byPath(store.assets().list(AssetQuery.ALL));
            before.forEach((path, asset) -> {
                assertEquals(asset.content(), after.get(path).content());
                assertEquals(asset.labels().theme(), after.get(path).labels().theme());
            });
            assertEquals(Set.of("x4", "upscaled"),
                    after.get("Work/upscales/red__x4__20261121_101112.png").labels().tags());
            assertEquals(Set.of("abr", "edited"),
                    after.get("Work/edits/red__abr__20261121_101112/preview.png").labels().tags());
            assertEquals(4, after.size());
        }
        assertEquals(hashes, hashes(), "media files are only read");
    }

    @Test
    void files_that_are_missing_are_counted_and_stay_known() throws IOException {
        Asset red = project.library.asset("red.png").orElseThrow();
        Files.delete(project.library.file(red));
        ruin();
        try (Store store = stores.open(project.folder)) {
            assertEquals(red, store.assets().find(red.id()).orElseThrow());
        }
        assertTrue(reports.getFirst().text().contains("1 file(s) are missing, the first is " + red.path()),
                reports.toString());
    }

    private void ruin() throws IOException {
        project.close();
        for (String name : List.of("log.ctrl", "logmirror.ctrl")) {
            Files.write(project.folder.database().resolve("log").resolve(name), new byte[48]);
        }
    }

    private static Map<String, Asset> byPath(List<Asset> assets) {
        Map<String, Asset> byPath = new HashMap<>();
        assets.forEach(asset -> byPath.put(asset.path(), asset));
        return byPath;
    }

    private Map<String, String> hashes() throws IOException {
        Map<String, String> hashes = new HashMap<>();
        for (String top : List.of("Library", "Work")) {
            try (Stream<Path> files = Files.walk(project.folder.root().resolve(top))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    hashes.put(file.toString(), project.inspector.sha256(file));
                }
            }
        }
        return hashes;
    }
}
