package org.podstudio.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.store.Store;
import org.podstudio.testkit.SampleMedia;

class LibraryTest {

    private final Path temp;
    private final Project project;

    LibraryTest(@TempDir Path temp) throws IOException {
        this.temp = temp;
        project = new Project(temp);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void a_new_project_has_all_its_folders_and_can_be_opened() throws IOException {
        ProjectFolder folder = new ProjectFolder(temp.resolve("Neu 🐉/project"));
        project.libraries.create(folder).close();
        for (String each : List.of("podstudio.db", "config.json", "Library/images", "Library/audio", "Library/video",
                "Work/edits", "Work/upscales", "Work/masks", "Packs", "Cache/thumbnails", "Cache/models",
                "Logs/jobs")) {
            assertTrue(Files.exists(folder.root().resolve(each)), each);
        }
        assertEquals(1L, ((Number) JsonFile.readMap(folder.config()).getOrDefault("format", 0)).longValue());
        project.libraries.open(folder).close();
        assertEquals(List.of(folder, project.folder), project.libraries.recent());
        assertEquals("library.exists",
                assertThrows(ProcessingException.class, () -> project.libraries.create(folder)).code());
    }

    @Test
    void a_folder_that_is_no_project_or_of_a_later_kind_is_not_opened() throws IOException {
        ProjectFolder nothing = new ProjectFolder(temp.resolve("nothing"));
        assertEquals("library.no-project",
                assertThrows(ProcessingException.class, () -> project.libraries.open(nothing)).code());
        assertFalse(Files.exists(nothing.root()));
        Files.createDirectories(nothing.root());
        JsonFile.write(nothing.config(), Map.of("format", 99));
        assertEquals("library.newer",
                assertThrows(ProcessingException.class, () -> project.libraries.open(nothing)).code());
        Files.writeString(nothing.config(), "{ broken");
        assertEquals("library.bad-config",
                assertThrows(ProcessingException.class, () -> project.libraries.open(nothing)).code());
    }

    @Test
    void a_project_where_nothing_can_be_written_says_so() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        ProcessingException e = assertThrows(ProcessingException.class,
                () -> project.libraries.create(new ProjectFolder(file.resolve("sub"))));
        assertEquals(ErrorKind.RESOURCE, e.kind());
    }

    @Test
    void an_asset_is_found_by_id_prefix_path_and_name() throws IOException {
        Asset asset = bring("fantasy/dragon.png");
        for (String word : List.of(asset.id().toString(), asset.id().toString().substring(0, 6), asset.path(),
                project.library.file(asset).toString(), "dragon.png")) {
            assertEquals(Optional.of(asset), project.library.asset(word), word);
        }
        for (String word : List.of("", "no", "nowhere.png", "\0", "%", "../..", UUID.randomUUID().toString())) {
            assertEquals(Optional.empty(), project.library.asset(word), word);
        }
        bring("scifi/dragon.png");
        ProcessingException e = assertThrows(ProcessingException.class, () -> project.library.asset("dragon.png"));
        assertEquals("library.ambiguous", e.code());
        assertTrue(e.message().contains(asset.id().toString()));
    }

    @Test
    void labels_are_stored_in_lower_case_and_told_to_all() throws IOException {
        Asset asset = bring("fantasy/dragon.png");
        List<Asset> news = new ArrayList<>();
        try (Library other = project.libraries.open(project.folder);
                Run.Registration listening = other.listen(news::add)) {
            Asset labelled = project.library.label(asset.id(),
                    new Labels("Sci/Fi", Set.of("Red Dragon", " "), 4, true));
            assertEquals(new Labels("sci_fi", Set.of("red dragon"), 4, true), labelled.labels());
            assertEquals(Optional.of(labelled), project.library.asset(asset.id().toString()));
            assertEquals(List.of(labelled), news);
        }
        assertEquals("library.unknown-asset",
                assertThrows(ProcessingException.class, () -> project.library.label(UUID.randomUUID(), asset.labels()))
                        .code());
    }

    @Test
    void two_who_change_different_labels_lose_nothing() throws IOException {
        Asset asset = bring("fantasy/dragon.png");
        Labels stale = asset.labels();
        project.library.label(asset.id(), l -> new Labels(l.theme(), l.tags(), 5, l.approved()));
        Asset last = project.library.label(asset.id(), l -> new Labels(l.theme(), Set.of("red"), l.rating(), true));
        assertEquals(new Labels(stale.theme(), Set.of("red"), 5, true), last.labels());
        assertEquals("library.bad-theme", assertThrows(ProcessingException.class, () -> project.library
                .label(asset.id(), l -> new Labels("..", l.tags(), l.rating(), l.approved()))).code());
    }

    @Test
    void a_thumbnail_that_a_killed_tool_did_not_make_is_tried_again() throws IOException {
        Asset asset = bring("fantasy/dragon.png");
        AtomicInteger calls = new AtomicInteger();
        Thumbnails thumbnails = new Thumbnails(project.folder, (file, kind, target) -> {
            if (calls.incrementAndGet() == 1) {
                throw new ProcessingException(ErrorKind.TOOL, "media.killed", "ffmpeg was killed.", "Try again.");
            }
            Files.createFile(target);
        });
        assertEquals(Optional.empty(), thumbnails.of(asset));
        assertTrue(thumbnails.of(asset).isPresent());
    }

    @Test
    void an_import_that_waits_for_another_can_be_interrupted() throws Exception {
        Path first = project.picture("fantasy/dragon.png");
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            other.submit(() -> project.library.importFiles(List.of(first), ImportOptions.DEFAULTS, file -> {
                busy.countDown();
                assertTrue(awaited(end));
            }));
            assertTrue(awaited(busy));
            Thread.currentThread().interrupt();
            assertThrows(CanceledException.class, () -> project.bring(first));
            assertTrue(Thread.interrupted());
            end.countDown();
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thumbnails_are_made_once() throws IOException {
        Asset picture = bring("fantasy/dragon.png");
        Path sound = Files.move(SampleMedia.wav(project.originals, 0.3), project.originals.resolve("roar.wav"));
        Asset roar = project.bring(sound).files().getFirst().asset().orElseThrow();
        Path thumbnail = project.library.thumbnail(picture).orElseThrow();
        assertEquals(picture.id() + ".jpg", thumbnail.getFileName().toString());
        assertEquals(roar.id() + ".png", project.library.thumbnail(roar).orElseThrow().getFileName().toString());
        Files.write(thumbnail, new byte[]{1});
        assertEquals(1, Files.size(project.library.thumbnail(picture).orElseThrow()));
    }

    @Test
    void what_cannot_be_shown_is_not_tried_again_until_it_was_written_to() throws IOException {
        Asset asset = bring("fantasy/dragon.png");
        Path file = project.library.file(asset);
        byte[] good = Files.readAllBytes(file);
        FileTime before = FileTime.from(Instant.now().minusSeconds(60));
        Files.setLastModifiedTime(Files.write(file, new byte[100]), before);
        assertEquals(Optional.empty(), project.library.thumbnail(asset));
        Files.setLastModifiedTime(Files.write(file, good), before);
        assertEquals(Optional.empty(), project.library.thumbnail(asset));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
        assertTrue(project.library.thumbnail(asset).isPresent());
    }

    @Test
    void a_file_that_was_written_to_gets_a_new_thumbnail() throws IOException {
        Asset asset = bring("fantasy/dragon.png");
        Path thumbnail = project.library.thumbnail(asset).orElseThrow();
        byte[] old = Files.readAllBytes(thumbnail);
        Path other = project.picture("fantasy/other.png");
        Files.copy(other, project.library.file(asset), StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(project.library.file(asset), FileTime.from(Instant.now().plusSeconds(60)));
        assertFalse(Arrays.equals(old, Files.readAllBytes(project.library.thumbnail(asset).orElseThrow())));
    }

    @Test
    void all_thumbnails_are_made_at_once_and_one_that_fails_leaves_the_others_going() throws IOException {
        List<Asset> assets = List.of(bring("fantasy/a.png"), bring("fantasy/b.png"), bring("fantasy/c.png"));
        Files.write(project.library.file(assets.get(1)), new byte[100]);
        Map<UUID, Boolean> made = new HashMap<>();
        project.library.makeThumbnails(() -> {}, (asset, path) -> made.put(asset.id(), path.isPresent()));
        assertEquals(Map.of(assets.get(0).id(), true, assets.get(1).id(), false, assets.get(2).id(), true), made);
    }

    @Test
    void making_all_thumbnails_can_be_stopped() throws IOException {
        bring("fantasy/a.png");
        assertThrows(CanceledException.class, () -> project.library.makeThumbnails(() -> {
            throw new CanceledException();
        }, (asset, path) -> {}));
    }

    @Test
    void the_origin_of_a_derived_asset_is_enough_to_make_it_again() throws IOException {
        Asset parent = bring("fantasy/dragon.png");
        Step step = new Step("crop", Map.of("width", 10L));
        Asset child = new Asset(UUID.randomUUID(), parent.kind(), "Work/edits/c.png", parent.content(), parent.labels(),
                Optional.of(new Lineage(parent.id(), step, 1, Map.of(), 0, "fp")), Optional.empty(), Optional.empty(),
                Project.NOW);
        try (Store store = project.stores.open(project.folder)) {
            store.assets().add(child);
        }
        assertEquals(Optional.of(new Origin(parent, new Recipe(List.of(step)))), project.library.origin(child));
        assertEquals(Optional.empty(), project.library.origin(parent));
        assertEquals(List.of(child), project.library.children(parent));
    }

    private Asset bring(String path) throws IOException {
        return project.bring(project.picture(path)).files().getFirst().asset().orElseThrow();
    }
}
