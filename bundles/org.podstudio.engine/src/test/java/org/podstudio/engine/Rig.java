package org.podstudio.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.podstudio.api.MediaKind;
import org.podstudio.api.Processor;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.engine.internal.admission.Budget;
import org.podstudio.engine.internal.admission.Capacity;
import org.podstudio.engine.internal.admission.Dispatcher;
import org.podstudio.engine.internal.recipe.Models;
import org.podstudio.engine.internal.retry.Backoff;
import org.podstudio.engine.internal.work.Temporaries;

/** A project with an engine on a store in memory, pictures made of letters and processors that do as they are told. */
final class Rig implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-21T10:30:00Z");
    static final Capacity SMALL = new Capacity(2, 1L << 30, 2L << 30);

    final ProjectFolder folder;
    final MemoryStore store;
    /** Tries again at once. */
    static final Backoff QUICK = new Backoff(() -> 0.5, 0);

    final Letters letters = new Letters();
    /** Models that are on disk. */
    final Set<String> models = ConcurrentHashMap.newKeySet();
    final Engines engines;
    final Engine engine;

    Rig(Path root, Processor<?>... processors) {
        this(root, new MemoryStore(), SMALL, processors);
    }

    Rig(Path root, MemoryStore store, Capacity capacity, Processor<?>... processors) {
        this(root, store, capacity, NOW, QUICK, processors);
    }

    Rig(Path root, MemoryStore store, Capacity capacity, Instant now, Backoff backoff, Processor<?>... processors) {
        this(root, store, capacity, Clock.fixed(now, ZoneOffset.UTC), backoff, Duration.ZERO, processors);
    }

    Rig(Path root, MemoryStore store, Capacity capacity, Instant now, Backoff backoff, Duration repeats,
            Processor<?>... processors) {
        this(root, store, capacity, Clock.fixed(now, ZoneOffset.UTC), backoff, repeats, processors);
    }

    Rig(Path root, MemoryStore store, Capacity capacity, Clock clock, Backoff backoff, Duration repeats,
            Processor<?>... processors) {
        this(root, store, new Dispatcher(new Budget(capacity)), clock, backoff, repeats, processors);
    }

    Rig(Path root, MemoryStore store, Dispatcher dispatcher, Processor<?>... processors) {
        this(root, store, dispatcher, Clock.fixed(NOW, ZoneOffset.UTC), QUICK, Duration.ZERO, processors);
    }

    /** @param moment how long it is put off to store that a job has begun */
    Rig(Path root, MemoryStore store, Duration moment, Processor<?>... processors) {
        this(root, store, new Dispatcher(new Budget(SMALL)), Clock.fixed(NOW, ZoneOffset.UTC), QUICK, moment,
                Duration.ZERO, processors);
    }

    private Rig(Path root, MemoryStore store, Dispatcher dispatcher, Clock clock, Backoff backoff, Duration repeats,
            Processor<?>... processors) {
        this(root, store, dispatcher, clock, backoff, Moments.MOMENT, repeats, processors);
    }

    private Rig(Path root, MemoryStore store, Dispatcher dispatcher, Clock clock, Backoff backoff, Duration moment,
            Duration repeats, Processor<?>... processors) {
        this.folder = new ProjectFolder(root);
        this.store = store;
        this.engines = new Engines(f -> store, new Shelfful(models), letters, clock, dispatcher, backoff,
                new Temporaries(root.resolve("Temporary"), Clock.systemUTC()), repeats);
        engines.install(Arrays.asList(processors));
        engines.putOff(moment);
        this.engine = engines.open(folder);
    }

    /** An imported picture. */
    Asset picture(String name) {
        return picture(name, name);
    }

    Asset picture(String name, String letters) {
        try {
            Path file = Files.createDirectories(folder.library(MediaKind.IMAGE)).resolve(name);
            Files.writeString(file, letters);
            Asset asset = new Asset(UUID.randomUUID(), MediaKind.IMAGE, folder.relative(file),
                    new Letters().examine(file).content(), new Labels("cats", Set.of("cute"), 4, true),
                    Optional.empty(), Optional.of("{\"prompt\":\"cat\"}"), Optional.empty(), NOW);
            store.assets().add(asset);
            return asset;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Recipe recipe(String... processors) {
        return new Recipe(Stream.of(processors).map(id -> new Step(id, Map.of())).toList());
    }

    Order order(Recipe recipe, Asset... inputs) {
        return Order.of(recipe, Stream.of(inputs).map(asset -> Input.of(folder, asset)).toList());
    }

    Order order(Priority priority, String processor, Asset input) {
        return order(recipe(processor), input).on(Terms.USUAL.at(priority));
    }

    List<JobSnapshot> submit(Order order) {
        return engine.submit(engine.plan(order));
    }

    JobSnapshot submitOne(Order order) {
        return submit(order).getFirst();
    }

    JobSnapshot perform(Order order) throws InterruptedException {
        return engine.await(submitOne(order).id());
    }

    JobSnapshot perform(String processor, Asset input) throws InterruptedException {
        return perform(order(recipe(processor), input));
    }

    String log(JobSnapshot job) throws IOException {
        return Files.readString(folder.jobLog(job.id()));
    }

    /** Files below a folder of the project, relative, sorted. */
    List<String> files(Path below) throws IOException {
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).map(folder::relative).sorted().toList();
        }
    }

    /** Everything that results could have left behind. */
    List<String> work() throws IOException {
        return files(folder.root().resolve("Work"));
    }

    static void pass(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody opened the latch");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        engine.close();
        engines.close();
    }

    /** Two matting models on the list, of which some are on disk. */
    record Shelfful(Set<String> onDisk) implements Models {
        @Override
        public List<String> candidates(String task) {
            return task.equals("matting") ? List.of("best", "second") : List.of();
        }

        @Override
        public boolean installed(String id) {
            return onDisk.contains(id);
        }

        @Override
        public String sha256(String id) {
            return "hash-of-" + id;
        }

        @Override
        public Path require(String id) {
            return Path.of("/models", id);
        }
    }
}
