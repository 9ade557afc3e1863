package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.Needs;
import org.podstudio.api.Result;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.engine.internal.admission.Capacity;
import org.podstudio.engine.internal.work.Examiner;
import org.podstudio.engine.internal.work.Temporaries;
import org.podstudio.store.Batch;
import org.podstudio.store.Store;
import org.podstudio.store.Stores;

/** The engine on the database it has in earnest. */
class RealStoreTest {

    @TempDir
    Path root = Path.of("");

    private final Stores stores = new Stores();

    @Test
    void a_chain_survives_closing_and_reopening() throws Exception {
        Asset cat = picture("cat.png");
        JobSnapshot job;
        try (Engines engines = engines(); Engine engine = engines.open(folder())) {
            job = engine.await(submit(engine, "cut-out", "grow", List.of(cat)).getFirst().id());
            assertEquals(JobState.SUCCESS, job.state(), job.problem().toString());
        }
        try (Engines engines = engines(); Engine engine = engines.open(folder())) {
            JobSnapshot read = engine.job(job.id()).orElseThrow();
            assertEquals(job.outputs(), read.outputs());
            assertEquals(job.sequence(), read.sequence());
            JobSnapshot again = engine.await(submit(engine, "cut-out", "grow", List.of(cat)).getFirst().id());
            assertEquals(job.outputs(), again.outputs());
            assertEquals(2, again.notes().size(), again.notes().toString());
        }
    }

    @Test
    void a_job_that_was_running_when_the_process_died_runs_again() throws Exception {
        Asset cat = picture("cat.png");
        UUID id;
        try (Store store = stores.open(folder())) {
            Order order = Order.of(Rig.recipe("cut-out"), List.of(Input.of(folder(), cat)));
            PlannedJob planned = new PlannedJob(order.inputs().getFirst(),
                    List.of(new PlannedStep(order.recipe().steps().getFirst(), 1, Map.of(), Needs.LIGHT, "", false)),
                    Optional.empty());
            var record = Records.queued(UUID.randomUUID(), UUID.randomUUID(),
                    Records.work(folder(), order, planned, Optional.empty()), Priority.NORMAL, Rig.NOW);
            store.jobs().add(Batch.of(record.batch(), 1, Rig.NOW), List.of(record));
            store.jobs().transition(record.id(), JobState.QUEUED, JobState.RUNNING, r -> Records.started(r, Rig.NOW));
            id = record.id();
        }
        try (Engines engines = engines(); Engine engine = engines.open(folder())) {
            engine.takeUp();
            JobSnapshot over = engine.await(id);
            assertEquals(JobState.SUCCESS, over.state(), over.problem().toString());
            assertEquals("cat.png cut-out", Files.readString(over.outputs().getFirst()));
        }
    }

    @Test
    void many_jobs_at_once() throws Exception {
        int count = 50;
        Path input = Files.writeString(root.resolve("in.png"), "x");
        Actor<?> nothing = Actor.of("nothing", (request, run) -> Result.of(Actor.mark("nothing", request, run)));
        try (Engines engines = engines(nothing); Engine engine = engines.open(folder())) {
            Order order = EngineTest.plain(root.resolve("out"), false, "nothing", input);
            Order many = new Order(order.recipe(), Collections.nCopies(count, order.inputs().getFirst()),
                    order.outputFolder(), order.terms());
            for (JobSnapshot job : engine.submit(engine.plan(many))) {
                assertEquals(JobState.SUCCESS, engine.await(job.id()).state());
            }
            assertEquals(count, engine.jobs().size());
        }
    }

    private ProjectFolder folder() {
        return new ProjectFolder(root);
    }

    private Engines engines(Actor<?>... more) {
        Engines engines = new Engines(stores::open, new Rig.Shelfful(Set.of()), new Letters(), Clock.systemUTC(),
                new Capacity(2, 1L << 30, 2L << 30), Rig.QUICK,
                new Temporaries(root.resolve("Temporary"), Clock.systemUTC()));
        List<Actor<?>> all = new ArrayList<>(List.of(Actor.marks("cut-out"), Actor.marks("grow")));
        all.addAll(List.of(more));
        engines.install(all);
        return engines;
    }

    private List<JobSnapshot> submit(Engine engine, String first, String second, List<Asset> inputs) {
        Plan plan = engine.plan(
                Order.of(Rig.recipe(first, second), inputs.stream().map(asset -> Input.of(folder(), asset)).toList()));
        assertEquals(List.of(), plan.problems());
        return engine.submit(plan);
    }

    private Asset picture(String name) throws IOException {
        Path file = Files.writeString(root.resolve(name), name);
        Examiner.Finding finding = new Letters().examine(file);
        Asset asset = new Asset(UUID.randomUUID(), finding.kind(), name, finding.content(),
                new Labels("cats", Set.of(), 0, false), Optional.empty(), Optional.empty(), Optional.empty(), Rig.NOW);
        try (Store store = stores.open(folder())) {
            store.assets().add(asset);
        }
        return asset;
    }
}
