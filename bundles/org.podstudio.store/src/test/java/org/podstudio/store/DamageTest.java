package org.podstudio.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.Pack;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.RebuildReport;
import org.podstudio.store.internal.Chronicle;

/** Databases that were cut, written over or deleted: what the project had is there again, and what was damaged is kept. */
class DamageTest {

    private static final int ASSETS = 120;
    private static final int JOBS = 40;
    private static final List<Lesson> LESSONS = IntStream.rangeClosed(1, 3)
            .mapToObj(n -> new Lesson("crop", "pixels", n, n == 2 ? OptionalDouble.empty() : OptionalDouble.of(n), 0,
                    OptionalDouble.of(0.5), OptionalDouble.empty(), OptionalDouble.of(1)))
            .toList();

    private final ProjectFolder folder;
    private final List<RebuildReport> reports = new ArrayList<>();
    private final Stores stores = new Stores(List.of(), reports::add);
    private final Map<UUID, Asset> assets = new HashMap<>();
    private final Map<UUID, JobRecord> jobs = new HashMap<>();
    private final List<Failure> letters = new ArrayList<>();
    private final Pack pack;

    DamageTest(@TempDir Path temp) throws IOException {
        folder = Samples.madeProject(temp);
        pack = new Pack(UUID.randomUUID(), "Dragons — 龍", "two\nlines", "fantasy", "me", Pack.Licence.EXTENDED,
                List.of(),
                Pack.State.COMPLETED, Optional.of("Packs/dragons.zip"), Samples.NOON, Optional.of(Samples.NOON));
        fill();
    }

    private void fill() {
        try (Store store = stores.open(folder)) {
            store.assets().addAll(IntStream.range(0, ASSETS).mapToObj(Samples::asset).toList());
            Asset first = store.assets().list(AssetQuery.ALL).getFirst();
            store.assets().update(first.id(), a -> a.with(new Labels("rated", first.labels().tags(), 5, true)));
            store.assets().add(Samples.derived(first, "ab".repeat(32), "Work/edits/x__crop.png", Samples.NOON));
            UUID batch = UUID.randomUUID();
            Batch.Key key = new Batch.Key("again and again", "ab".repeat(32), List.of(batch));
            store.jobs().add(new Batch(batch, JOBS, true, Optional.of(key), Samples.NOON),
                    IntStream.range(0, JOBS).mapToObj(i -> Samples.job(batch)).toList());
            for (JobRecord job : store.jobs().list(EnumSet.of(JobState.QUEUED), JOBS / 2)) {
                store.jobs().transition(job.id(), JobState.QUEUED, JobState.CANCELED, r -> r);
            }
            store.packs().save(pack);
            store.settings().put("queue.paused", "since noon");
            store.settings().put("gone", "soon");
            store.settings().remove("gone");
            store.lessons().add(LESSONS);
            failures(store, store.jobs().list(EnumSet.of(JobState.QUEUED), 3));
            remember(store);
        }
    }

    /** One is noted, one dismissed, one done again. */
    private void failures(Store store, List<JobRecord> three) {
        three.forEach(job -> fail(store, job));
        store.failures().remark(three.get(0).id(), "the file is broken — 龍");
        store.failures().dismiss(List.of(three.get(1).id()));
        JobRecord again = Samples.job();
        store.jobs().add(Samples.batch(List.of(again)), List.of(again), Map.of(three.get(2).id(), again.id()));
        letters.addAll(store.failures().open());
    }

    private static void fail(Store store, JobRecord job) {
        store.jobs().transition(job.id(), JobState.QUEUED, JobState.RUNNING, r -> r);
        store.jobs().transition(job.id(), JobState.RUNNING, JobState.FAILED, r -> r);
    }

    /** {@code -Dpodstudio.seeds=100} tries more. */
    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("podstudio.seeds", 4));
    }

    private void remember(Store store) {
        store.assets().list(AssetQuery.ALL).forEach(asset -> assets.put(asset.id(), asset));
        store.jobs().list(EnumSet.allOf(JobState.class), Integer.MAX_VALUE).forEach(job -> jobs.put(job.id(), job));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_is_damaged_everything_is_there_again(long seed) throws IOException {
        String what = damage(new Random(seed));
        try {
            requireWhole(what);
        } catch (ProcessingException e) {
            // some damage shows only when it is read: then the next opening looks through all of it
            assertEquals(Trouble.DAMAGED, e.code(), what + ": " + e.message());
            requireWhole(what);
        }
        assertEquals(reports.stream().flatMap(report -> report.backup().stream()).toList(), backups(), what);
    }

    @Test
    void who_is_dismissed_before_he_fails_stays_open() throws IOException {
        try (Store store = stores.open(folder)) {
            List<JobRecord> two = store.jobs().list(EnumSet.of(JobState.QUEUED), 2);
            fail(store, two.get(0));
            assertEquals(1, store.failures().dismiss(two.stream().map(JobRecord::id).toList()));
            store.failures().dismiss(letters.stream().map(letter -> letter.job().id()).toList());
            fail(store, two.get(1));
            letters.clear();
            letters.addAll(store.failures().open());
            assertEquals(two.get(1).id(), letters.getFirst().job().id());
            remember(store);
        }
        ruin(new byte[48]);
        requireWhole("dismissed");
    }

    @Test
    void a_database_that_is_gone_is_made_anew() throws IOException {
        Derby.delete(folder.database());
        requireWhole("gone");
        assertEquals(Optional.empty(), reports.getFirst().backup());
        assertTrue(reports.getFirst().text().contains("Nothing of it was left"), reports.toString());
    }

    @Test
    void the_report_says_what_was_found_what_is_lost_and_where_the_old_one_is() throws IOException {
        Files.writeString(folder.chronicle(), "{\"asset\":{\"id\":\"", java.nio.file.StandardOpenOption.APPEND);
        byte[] damaged = new byte[48];
        ruin(damaged);
        requireWhole("controls");
        RebuildReport report = reports.getFirst();
        Path backup = report.backup().orElseThrow();
        assertEquals(48, Files.size(backup.resolve("log").resolve("log.ctrl")), "the damaged one is kept as it was");
        assertEquals(ASSETS + 1, report.assets());
        assertEquals(JOBS + 1, report.jobs());
        assertEquals(1, report.packs());
        assertEquals(1, report.remarks().size(), report.toString());
        assertFalse(report.cause().contains("next exception"), report.cause());
        assertTrue(report.text().contains(backup.toString()) && report.text().contains("1 line(s)"), report.text());
        assertEquals(report.text() + "\n", Files.readString(backup.resolveSibling(backup.getFileName() + ".txt")));
    }

    @Test
    void what_changes_after_a_rebuilding_survives_the_next_one() throws IOException {
        ruin(new byte[48]);
        UUID id = assets.keySet().iterator().next();
        try (Store store = stores.open(folder)) {
            store.assets().update(id, a -> a.with(new Labels("later", a.labels().tags(), 1, false)));
            remember(store);
        }
        ruin(new byte[48]);
        requireWhole("twice");
        assertEquals(2, backups().size());
    }

    @Test
    void a_project_without_a_chronicle_gets_one() throws IOException {
        Files.delete(folder.chronicle());
        stores.open(folder).close();
        ruin(new byte[48]);
        requireWhole("late chronicle");
    }

    @Test
    void what_an_older_program_did_not_tell_is_told_by_the_next_opening() throws IOException {
        List<String> untold = List.of("{\"chronicle\"", "{\"setting\"", "{\"lessons\"", "{\"letter\"");
        Files.write(folder.chronicle(), Files.readAllLines(folder.chronicle()).stream()
                .filter(line -> untold.stream().noneMatch(line::startsWith)).toList());
        stores.open(folder).close();
        long told = Files.size(folder.chronicle());
        ruin(new byte[48]);
        requireWhole("older");
        stores.open(folder).close();
        assertTrue(Files.size(folder.chronicle()) <= told, "told once");
    }

    @Test
    void settings_of_a_project_without_a_chronicle_are_told() throws IOException {
        ProjectFolder other = new ProjectFolder(Files.createDirectory(folder.root().resolveSibling("other")));
        try (Store store = stores.open(other)) {
            store.settings().put("queue.paused", "since noon");
        }
        Files.delete(other.chronicle());
        stores.open(other).close();
        Derby.delete(other.database());
        try (Store store = stores.open(other)) {
            assertEquals(Optional.of("since noon"), store.settings().find("queue.paused"));
        }
    }

    @Test
    void what_was_committed_before_a_kill_and_not_told_is_told_by_the_next_opening() throws IOException {
        List<String> told = Files.readAllLines(folder.chronicle());
        // as if it had been killed after the commits and before the last lines
        Files.write(folder.chronicle(), told.subList(0, told.size() - 10));
        Files.writeString(Rebuild.openMark(folder), "");
        stores.open(folder).close();
        assertFalse(Files.exists(Rebuild.openMark(folder)));
        ruin(new byte[48]);
        requireWhole("untold");
    }

    @Test
    void what_is_told_again_and_again_is_thinned_out_when_it_is_closed() throws IOException {
        Asset first = assets.values().iterator().next();
        try (Chronicle chronicle = new Chronicle(folder.chronicle())) {
            chronicle.write("later", List.of(first));
            chronicle.write("asset", Collections.nCopies(4000, first));
        }
        Files.writeString(folder.chronicle().resolveSibling("chronicle.jsonl.new"),
                "half a line of one that was killed");
        long before = Files.size(folder.chronicle());
        stores.open(folder).close();
        assertEquals(before, Files.size(folder.chronicle()), "who only looks does not write");
        try (Store store = stores.open(folder)) {
            store.settings().put("queue.paused", "since noon");
        }
        assertTrue(Files.size(folder.chronicle()) < before / 10, "of " + before);
        assertTrue(Files.readString(folder.chronicle()).contains("{\"later\":"), "what a later version told stays");
        assertTrue(Chronicle.current(folder.chronicle()), "and what layout it has");
        assertFalse(Files.exists(folder.chronicle().resolveSibling("chronicle.jsonl.new")));
        ruin(new byte[48]);
        requireWhole("thinned");
    }

    @Test
    void what_was_learned_before_a_kill_is_said_to_be_lost() throws IOException {
        Files.writeString(Rebuild.openMark(folder), "");
        ruin(new byte[48]);
        requireWhole("killed");
        assertTrue(reports.getFirst().text().contains("learned again"), reports.getFirst().text());
    }

    @Test
    void a_gap_that_cannot_be_closed_is_remembered() throws IOException {
        Store store = stores.open(folder);
        assertTrue(Files.exists(Rebuild.openMark(folder)));
        Path aside = folder.root().resolve("aside");
        Files.move(folder.chronicle(), aside);
        Files.createDirectories(folder.chronicle().resolve("in the way"));
        store.packs().save(pack);
        store.close();
        assertTrue(Files.exists(Rebuild.openMark(folder)));
        Derby.delete(folder.chronicle());
        Files.delete(Rebuild.openMark(folder).resolveSibling("chronicle.jsonl.new"));
        Files.move(aside, folder.chronicle());
        stores.open(folder).close();
        assertFalse(Files.exists(Rebuild.openMark(folder)));
    }

    @Test
    void a_process_killed_while_it_rebuilds_harms_nothing_and_others_keep_out_meanwhile() throws Exception {
        ruin(new byte[48]);
        try (OtherProcess other = OtherProcess.start("rebuild", folder)) {
            assertEquals("HALF", other.line());
            assertEquals("store.locked", code());
            other.killAndRead();
        }
        assertEquals(48, Files.size(folder.database().resolve("log").resolve("log.ctrl")));
        requireWhole("killed");
        assertEquals(1, backups().size());
        try (Stream<Path> files = Files.list(folder.root())) {
            assertEquals(List.of("Backups", "Logs", "chronicle.jsonl", "podstudio.db"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void a_process_killed_between_the_two_moves_harms_nothing() throws IOException {
        Files.createDirectories(folder.backups());
        Files.move(folder.database(), folder.backups().resolve("podstudio.db-20261121_165500"));
        Files.createDirectories(folder.root().resolve("podstudio.db.new-" + UUID.randomUUID()).resolve("seg0"));
        requireWhole("between");
    }

    @Test
    void so_does_one_killed_there_in_a_project_without_a_chronicle() throws IOException {
        Files.delete(folder.chronicle());
        ruin(new byte[48]);
        Asset found = Samples.asset(999);
        Clock end = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(@Nullable ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                throw new IllegalStateException("asked for the name of the backup: the moves are next");
            }
        };
        Rebuild rebuild = new Rebuild(() -> List.of((project, store) -> {
            store.assets().add(found);
            return List.of();
        }), reports::add, end);
        assertThrows(IllegalStateException.class, () -> rebuild.open(folder));
        Derby.delete(folder.database());
        try (Store store = stores.open(folder)) {
            assertEquals(List.of(found), store.assets().list(AssetQuery.ALL));
        }
    }

    @Test
    void a_newer_layout_is_no_damage() throws IOException {
        Database database = Database.open(folder);
        database.tx(em -> em.createNativeQuery(
                "update app.\"flyway_schema_history\" set \"version\" = '99' where \"version\" = '1'").executeUpdate());
        database.close();
        assertEquals("store.newer", code());
        assertEquals(List.of(), backups());
    }

    @Test
    void what_asks_the_files_is_heard_and_may_fail() throws IOException {
        ruin(new byte[48]);
        Asset found = Samples.asset(999);
        Stores asking = new Stores(List.of((project, store) -> {
            store.assets().add(found);
            return List.of("One file was found.");
        }, (project, store) -> {
            throw new IllegalStateException("no idea");
        }), reports::add);
        try (Store store = asking.open(folder)) {
            assertEquals(Optional.of(found), store.assets().find(found.id()));
        }
        assertEquals(2, reports.getFirst().remarks().size(), reports.toString());
        assertEquals("One file was found.", reports.getFirst().remarks().getFirst());
    }

    @Test
    void a_rebuilding_that_cannot_be_finished_leaves_the_damaged_one_in_its_place() throws IOException {
        ruin(new byte[48]);
        Stores full = new Stores(List.of((project, store) -> {
            throw new ProcessingException(org.podstudio.api.ErrorKind.RESOURCE, "store.disk-full", "full", "free some");
        }), reports::add);
        assertEquals("store.disk-full", assertThrows(ProcessingException.class, () -> full.open(folder)).code());
        assertEquals(List.of(), backups());
        assertFalse(Files.exists(folder.root().resolve(".podstudio-rebuild")));
        requireWhole("later");
    }

    private void requireWhole(String what) {
        try (Store store = stores.open(folder)) {
            Map<UUID, Asset> found = new HashMap<>();
            store.assets().list(AssetQuery.ALL).forEach(asset -> found.put(asset.id(), asset));
            assertEquals(assets, found, what);
            Map<UUID, JobRecord> known = new HashMap<>();
            store.jobs().list(EnumSet.allOf(JobState.class), Integer.MAX_VALUE)
                    .forEach(job -> known.put(job.id(), job));
            assertEquals(jobs, known, what);
            assertEquals(Optional.of("since noon"), store.settings().find("queue.paused"), what);
            assertEquals(Optional.empty(), store.settings().find("gone"), what);
            assertEquals(LESSONS.reversed(), store.lessons().of("crop"), what);
            assertEquals(letters, store.failures().open(), what);
            Batch batch = store.jobs().keyed("again and again").orElseThrow();
            assertEquals(JOBS, batch.size(), what);
            assertEquals(jobs.values().stream().filter(job -> job.batch().equals(batch.id())).map(JobRecord::id)
                    .collect(Collectors.toSet()),
                    store.jobs().inBatch(batch.id()).stream().map(JobRecord::id).collect(Collectors.toSet()), what);
            assertEquals(List.of(pack), store.packs().list(), what);
        }
    }

    private void ruin(byte[] controls) throws IOException {
        Files.write(folder.database().resolve("log").resolve("log.ctrl"), controls);
        Files.write(folder.database().resolve("log").resolve("logmirror.ctrl"), controls);
    }

    /** One to three files are cut, emptied of sense, zeroed or deleted. */
    private String damage(Random random) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder.database())) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        List<String> done = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            Path file = files.get(random.nextInt(files.size()));
            int way = random.nextInt(4);
            done.add(List.of("cut ", "garbled ", "zeroed ", "deleted ").get(way) + file);
            damage(file, way, random);
        }
        return done.toString();
    }

    private static void damage(Path file, int way, Random random) throws IOException {
        if (way == 3) {
            Files.deleteIfExists(file);
            return;
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long size = bytes.length();
            switch (way) {
                case 0 -> bytes.setLength(size * random.nextInt(100) / 100);
                case 1 -> {
                    byte[] noise = new byte[(int) Math.min(size, 1 + random.nextInt(20_000))];
                    random.nextBytes(noise);
                    bytes.seek((size - noise.length) * random.nextInt(100) / 100);
                    bytes.write(noise);
                }
                default -> bytes.write(new byte[(int) size]);
            }
        }
    }

    private List<Path> backups() throws IOException {
        if (!Files.isDirectory(folder.backups())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder.backups())) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    private String code() {
        return assertThrows(ProcessingException.class, () -> stores.open(folder)).code();
    }
}
