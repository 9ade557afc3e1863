package org.podstudio.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.MediaKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.Problem;
import org.podstudio.library.ImportedFile.Outcome;
import org.podstudio.library.Sources.Source;
import org.podstudio.store.Assets;
import org.podstudio.store.Store;
import org.podstudio.testkit.SampleMedia;

class ImportTest {

    private static final String DAY = "/20261121/";

    private final Project project;

    ImportTest(@TempDir Path temp) throws IOException {
        project = new Project(temp);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void a_folder_goes_in_by_kind_theme_and_day_and_its_originals_stay() throws IOException {
        Path dragon = project.picture("fantasy/dragon.png");
        project.picture("scifi/deep/ship.png");
        Files.move(SampleMedia.wav(project.originals, 0.2), project.originals.resolve("fantasy/roar.wav"));
        byte[] before = Files.readAllBytes(dragon);
        ImportReport report = project.bring(project.originals);
        assertEquals(3, report.count(Outcome.DONE), report.toString());
        assertEquals(List.of("Library/audio/fantasy" + DAY + "roar.wav", "Library/images/deep" + DAY + "ship.png",
                "Library/images/fantasy" + DAY + "dragon.png"), project.paths());
        assertEquals(project.paths(), project.files());
        assertArrayEquals(before, Files.readAllBytes(dragon));
        Asset asset = report.files().getFirst().asset().orElseThrow();
        assertArrayEquals(before, Files.readAllBytes(project.library.file(asset)));
        assertEquals(new Labels("fantasy", Set.of(), 0, false), asset.labels());
        assertEquals(Project.NOW, asset.created());
        assertEquals(report.files(), project.told);
    }

    @Test
    void the_kind_is_by_content_whatever_the_name_says() throws IOException {
        Path sound = Files.move(SampleMedia.wav(project.originals, 0.2), project.originals.resolve("song.jpg"));
        Asset asset = project.bring(sound).files().getFirst().asset().orElseThrow();
        assertEquals(MediaKind.AUDIO, asset.kind());
        assertEquals("song.jpg", asset.fileName());
    }

    @Test
    void the_same_bytes_are_stored_once_and_get_all_tags() throws IOException {
        Path first = project.picture("a/first.png");
        Path copy = Files.copy(first, project.originals.resolve("a/second.png"));
        ImportReport both = project.bring(Project.tags("Red"), first, copy);
        assertEquals(List.of(Outcome.DONE, Outcome.SKIPPED), outcomes(both));
        assertTrue(both.files().get(1).reason().contains("first.png"));
        ImportedFile again = project.bring(Project.tags("blue"), copy).files().getFirst();
        assertEquals(Outcome.SKIPPED, again.outcome());
        assertTrue(again.reason().contains("Library/images/a" + DAY + "first.png"), again.reason());
        assertEquals(Set.of("red", "blue"), project.library.asset("first.png").orElseThrow().labels().tags());
        assertEquals(1, project.files().size());
    }

    @Test
    void names_stay_as_they_are_and_get_a_suffix_when_taken() throws IOException {
        Path odd = project.picture("x/-rf $(touch oops) 'ä\" 🐉 .png");
        Path twin = project.picture("y/x/-rf $(touch oops) 'ä\" 🐉 .png");
        project.bring(odd, twin);
        String prefix = "Library/images/x" + DAY + "-rf $(touch oops) 'ä\" 🐉 ";
        assertEquals(List.of(prefix + "-2.png", prefix + ".png"), project.files());
        assertEquals(project.files(), project.paths());
    }

    @Test
    void junk_hidden_and_unfinished_files_in_folders_are_passed_over() throws IOException {
        project.picture("in/good.png");
        for (String junk : List.of("Thumbs.db", ".DS_Store", "desktop.ini", "._good.png", ".hidden.png",
                "half.png.part", "x.crdownload")) {
            Files.copy(project.originals.resolve("in/good.png"), project.originals.resolve("in/" + junk));
        }
        assertEquals(1, project.bring(project.originals).files().size());
        assertEquals(Outcome.SKIPPED,
                project.bring(project.originals.resolve("in/Thumbs.db")).files().getFirst().outcome());
    }

    @Test
    void bad_files_are_named_and_the_rest_goes_on() throws IOException {
        project.picture("in/a.png");
        Files.writeString(project.originals.resolve("in/b.png"), "no picture at all");
        Files.createFile(project.originals.resolve("in/c.jpg"));
        Files.writeString(project.originals.resolve("in/readme.txt"), "words");
        project.picture("in/z.png");
        ImportReport report = project.bring(project.originals, project.originals.resolve("nowhere.png"));
        assertEquals(
                List.of(Outcome.FAILED, Outcome.DONE, Outcome.FAILED, Outcome.FAILED, Outcome.SKIPPED, Outcome.DONE),
                outcomes(report));
        assertEquals(List.of("input.missing", "input.not-media", "input.empty"),
                report.files().stream().flatMap(f -> f.problem().stream()).map(Problem::code).toList());
    }

    @Test
    void a_file_that_vanishes_after_it_was_looked_at_fails_alone_and_its_twin_goes_in() throws IOException {
        Path gone = project.picture("in/a.png");
        Path twin = Files.copy(gone, project.originals.resolve("in/b.png"));
        Path third = Files.copy(gone, project.originals.resolve("in/c.png"));
        Path other = project.picture("in/d.png");
        Disk.makeFolder(ProjectTree.incoming(project.folder));
        try (Store store = project.stores.open(project.folder)) {
            ImportReport report = new Import(project.folder, deleting(gone, store.assets()), project.inspector,
                    ImportOptions.DEFAULTS, Project.NOW, asset -> {}).run(List.of(gone, twin, third, other),
                            project.told::add);
            assertEquals(List.of(Outcome.FAILED, Outcome.DONE, Outcome.SKIPPED, Outcome.DONE), outcomes(report));
            assertEquals(ErrorKind.INPUT, report.files().getFirst().problem().orElseThrow().kind());
        }
        assertEquals(List.of("Library/images/in" + DAY + "b.png", "Library/images/in" + DAY + "d.png"),
                project.files());
    }

    /** Assets that delete a file when they are asked which bytes are known: between the look at it and its copy. */
    private static Assets deleting(Path file, Assets assets) {
        return Objects.requireNonNull((Assets) Proxy.newProxyInstance(Assets.class.getClassLoader(),
                new Class<?>[]{Assets.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("byHash")) {
                        Files.delete(file);
                    }
                    return method.invoke(assets, arguments);
                }));
    }

    @Test
    void a_reader_that_throws_what_it_must_not_fails_with_its_file() {
        Path file = project.originals.resolve("a.png");
        ImportedFile refusal = Import.Looked.at(new Source(file, project.originals, false), path -> {
            throw new IllegalStateException("boom");
        }).refusal().orElseThrow();
        assertEquals(Outcome.FAILED, refusal.outcome());
        assertEquals("library.reader-failed", refusal.problem().orElseThrow().code());
        assertTrue(refusal.reason().contains("a.png"), refusal.reason());
    }

    @Test
    void an_original_that_cannot_be_read_is_no_fault_of_the_project() throws IOException {
        Path nothing = project.originals.resolve("nothing.png");
        Path folder = Files.createDirectories(project.originals.resolve("folder.png"));
        SafeCopy copy = new SafeCopy(project.inspector::sha256);
        for (Path source : List.of(nothing, folder)) {
            ProcessingException e = assertThrows(ProcessingException.class,
                    () -> copy.copy(source, "", project.originals, project.originals.resolve("target.png")));
            assertEquals("input.unreadable", e.code());
        }
    }

    @Test
    void a_dry_run_says_what_would_be_and_does_nothing() throws IOException {
        Path file = project.picture("fantasy/dragon.png");
        Files.copy(file, project.originals.resolve("fantasy/other.png"));
        ImportReport report = project.bring(new ImportOptions(Optional.empty(), Set.of(), true, false, true),
                project.originals);
        assertEquals(List.of(Outcome.DONE, Outcome.SKIPPED), outcomes(report));
        assertTrue(report.files().getFirst().reason().contains("Library/images/fantasy" + DAY + "dragon.png"));
        assertEquals(List.of(), project.files());
        assertEquals(0, project.library.count());
        assertTrue(Files.exists(file));
    }

    @Test
    void a_move_deletes_what_went_in_and_leaves_duplicates() throws IOException {
        Path file = project.picture("fantasy/dragon.png");
        Path copy = Files.copy(file, project.originals.resolve("fantasy/other.png"));
        ImportOptions move = new ImportOptions(Optional.of("Epic: Battles?"), Set.of(), true, false, false);
        assertEquals(List.of(Outcome.DONE, Outcome.SKIPPED), outcomes(project.bring(move, file, copy)));
        assertFalse(Files.exists(file));
        assertTrue(Files.exists(copy));
        assertEquals(List.of("Library/images/epic_ battles_" + DAY + "dragon.png"), project.files());
        assertEquals(Outcome.SKIPPED,
                project.bring(move, project.folder.resolve(project.paths().getFirst())).files().getFirst().outcome());
        assertEquals(1, project.files().size());
    }

    @Test
    void a_mirrored_tree_keeps_its_folders() throws IOException {
        project.picture("set/a/1.png");
        project.picture("set/b/1.png");
        project.bring(new ImportOptions(Optional.empty(), Set.of(), false, true, false),
                project.originals.resolve("set"));
        assertEquals(List.of("Library/images/set" + DAY + "a/1.png", "Library/images/set" + DAY + "b/1.png"),
                project.files());
    }

    @Test
    void folders_that_say_nothing_are_no_themes() throws IOException {
        project.picture("dragons/2024-05-01/DCIM/1.png");
        Path plain = project.picture("Downloads/2.png");
        project.bring(project.originals.resolve("dragons"), plain);
        assertEquals(List.of("Library/images/dragons" + DAY + "1.png", "Library/images/unsorted" + DAY + "2.png"),
                project.files());
    }

    @Test
    void links_that_lead_out_and_in_circles_are_not_followed() throws IOException {
        project.picture("in/a.png");
        Path outside = project.picture("../outside/secret.png");
        Files.createSymbolicLink(project.originals.resolve("in/secret.png"), outside);
        Files.createSymbolicLink(project.originals.resolve("in/outside"), outside.getParent());
        Files.createSymbolicLink(project.originals.resolve("in/loop"), project.originals.resolve("in"));
        Files.createSymbolicLink(project.originals.resolve("in/nothing.png"), project.originals.resolve("gone"));
        assertEquals(1, project.bring(project.originals).files().size());
    }

    @Test
    void the_project_is_not_imported_into_itself() throws IOException {
        project.bring(project.picture("in/a.png"));
        ImportReport report = project.bring(project.folder.root().getParent().resolve("Project"));
        assertEquals(List.of(Outcome.SKIPPED), outcomes(report));
        assertEquals(1, project.library.count());
    }

    @Test
    void a_file_that_vanished_from_the_project_is_put_back() throws IOException {
        Path original = project.picture("in/a.png");
        Asset asset = project.bring(original).files().getFirst().asset().orElseThrow();
        Files.delete(project.library.file(asset));
        assertEquals(List.of(Outcome.DONE), outcomes(project.bring(original)));
        assertTrue(Files.exists(project.library.file(asset)));
        assertEquals(1, project.library.count());
    }

    @Test
    void a_name_that_a_vanished_file_had_is_not_given_to_another() throws IOException {
        Asset first = project.bring(project.picture("in/a.png")).files().getFirst().asset().orElseThrow();
        Files.delete(project.library.file(first));
        Asset second = project.bring(project.picture("other/in/a.png")).files().getFirst().asset().orElseThrow();
        assertEquals("a-2.png", second.fileName());
    }

    @Test
    void what_a_cut_off_import_left_is_taken_for_what_it_is() throws IOException {
        Path original = project.picture("in/a.png");
        Path left = project.folder.root().resolve("Library/images/in" + DAY + "a.png");
        Files.createDirectories(left.getParent());
        Files.copy(original, left);
        project.bring(original);
        assertEquals(List.of("Library/images/in" + DAY + "a.png"), project.files());
        assertEquals(project.files(), project.paths());
    }

    @Test
    void what_cannot_be_written_ends_the_import_with_one_problem_for_all() throws IOException {
        Files.delete(project.folder.library(MediaKind.IMAGE));
        Files.createFile(project.folder.library(MediaKind.IMAGE));
        List<Path> all = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            all.add(project.picture("in/" + i + ".png"));
        }
        ImportReport report = project.bring(all.toArray(Path[]::new));
        assertEquals(70, report.count(Outcome.FAILED));
        report.files().forEach(file -> assertEquals(ErrorKind.RESOURCE, file.problem().orElseThrow().kind()));
        assertEquals(0, project.library.count());
    }

    @Test
    void a_theme_of_nothing_is_refused_before_anything_is_done() {
        ImportOptions options = new ImportOptions(Optional.of(" .. "), Set.of(), false, false, false);
        assertEquals("library.bad-theme",
                assertThrows(ProcessingException.class, () -> project.bring(options, project.originals)).code());
    }

    @Test
    void hundreds_go_in_in_the_order_of_their_names() throws IOException {
        for (int i = 0; i < 150; i++) {
            project.picture("in/%03d.png".formatted(i));
        }
        ImportReport report = project.bring(Project.tags("many"), project.originals,
                project.originals.resolve("in/007.png"));
        assertEquals(150, report.count(Outcome.DONE));
        assertEquals(report.files().stream().map(f -> f.source().toString()).sorted().toList(),
                project.told.stream().map(f -> f.source().toString()).toList());
        try (var left = Files.list(ProjectTree.incoming(project.folder))) {
            assertEquals(0, left.count());
        }
    }

    private static List<Outcome> outcomes(ImportReport report) {
        return report.files().stream().map(ImportedFile::outcome).toList();
    }
}
