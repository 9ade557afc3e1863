package org.podstudio.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.MediaKind;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.ProjectFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bounds are wide, for machines that are busy; the figures are in the log. */
class SpeedTest {

    private static final Logger LOG = LoggerFactory.getLogger(SpeedTest.class);
    private static final int ASSETS = Integer.getInteger("podstudio.assets", 10_000);

    @Test
    void ten_thousand_assets_are_listed_and_searched_without_waiting(@TempDir Path temp) throws IOException {
        ProjectFolder folder = Samples.project(temp);
        Stores stores = new Stores();
        long made = millis(() -> stores.open(folder).close());
        long opened = millis(() -> stores.open(folder).close());
        LOG.info("made {} ms, opened warm {} ms", made, opened);
        try (Store store = stores.open(folder)) {
            List<Asset> all = IntStream.range(0, ASSETS).mapToObj(Samples::asset).toList();
            long added = millis(() -> {
                for (int from = 0; from < ASSETS; from += 500) {
                    store.assets().addAll(all.subList(from, from + 500));
                }
            });
            LOG.info("{} assets added in {} ms", ASSETS, added);
            LOG.info("all listed in {} ms", millis(() -> store.assets().list(AssetQuery.ALL)));
            LOG.info("all listed in {} ms", millis(() -> store.assets().list(AssetQuery.ALL)));
            assertTrue(p95("newest 200", () -> store.assets().list(query("", "", 200))) < 1000);
            assertTrue(p95("text, some", () -> store.assets().list(query("dragon_00", "", 200))) < 1000);
            assertTrue(p95("text, none", () -> store.assets().list(query("castle", "", 200))) < 1000);
            assertTrue(p95("text, one", () -> store.assets().list(query("gon_00017", "", 200))) < 1000);
            assertTrue(p95("tag", () -> store.assets().list(query("", "n7", 200))) < 1000);
            assertTrue(p95("kind, theme, approved", () -> store.assets().list(new AssetQuery("",
                    Optional.of(MediaKind.IMAGE), Optional.of("fantasy"), Optional.empty(), true, 200))) < 1000);
            assertTrue(p95("by id", () -> store.assets().find(all.get(77).id())) < 500);
        }
        LOG.info("opened with {} assets in {} ms", ASSETS, millis(() -> stores.open(folder).close()));
    }

    @Test
    void hundreds_of_jobs_pass_through_all_states(@TempDir Path temp) throws IOException {
        try (Store store = new Stores().open(Samples.madeProject(temp))) {
            List<JobRecord> jobs = IntStream.range(0, 200).mapToObj(i -> Samples.job()).toList();
            LOG.info("200 jobs added in {} ms", millis(() -> store.jobs().add(Samples.batch(jobs), jobs)));
            long moved = millis(() -> jobs.forEach(job -> {
                store.jobs().transition(job.id(), JobState.QUEUED, JobState.RUNNING, j -> j);
                store.jobs().transition(job.id(), JobState.RUNNING, JobState.SUCCESS, j -> j);
            }));
            LOG.info("400 moves in {} ms", moved);
            assertTrue(p95("newest 100 jobs", () -> store.jobs().list(Set.of(JobState.values()), 100)) < 1000);
            UUID id = jobs.getFirst().id();
            assertTrue(p95("one job", () -> store.jobs().find(id)) < 500);
        }
    }

    @Test
    void ten_thousand_jobs_are_told_anew_after_a_kill_without_waiting(@TempDir Path temp) throws IOException {
        ProjectFolder folder = Samples.madeProject(temp);
        Stores stores = new Stores();
        try (Store store = stores.open(folder)) {
            List<JobRecord> jobs = IntStream.range(0, 10_000).mapToObj(i -> Samples.job()).toList();
            store.jobs().add(Samples.batch(jobs), jobs);
        }
        LOG.info("opened with 10000 jobs in {} ms", millis(() -> stores.open(folder).close()));
        Files.writeString(Rebuild.openMark(folder), "");
        long opened = millis(() -> stores.open(folder).close());
        LOG.info("opened with 10000 jobs after a kill in {} ms", opened);
        assertTrue(opened < 15_000);
    }

    private static AssetQuery query(String text, String tag, int limit) {
        return new AssetQuery(text, Optional.empty(), Optional.empty(), Optional.of(tag).filter(t -> !t.isEmpty()),
                false, limit);
    }

    private static long p95(String what, Runnable work) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            times.add(millis(work));
        }
        times.sort(null);
        LOG.info("{}: median {} ms, p95 {} ms", what, times.get(10), times.get(18));
        return times.get(18);
    }

    private static long millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1_000_000;
    }
}
