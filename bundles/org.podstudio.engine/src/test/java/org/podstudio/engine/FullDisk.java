package org.podstudio.engine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.podstudio.api.Needs;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Result;
import org.podstudio.api.Shelf;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.engine.internal.admission.Capacity;
import org.podstudio.engine.internal.work.Examiner;
import org.podstudio.engine.internal.work.Temporaries;
import org.podstudio.store.Store;
import org.podstudio.store.Stores;
import org.podstudio.testkit.SmallDisk;

/**
 * Works on a disk of its own that is filled up while jobs run, before or after they write, and to so many bytes that now this and now that
 * of what follows fails: the scratch file, the log, the journal, the placement, the commit. Says what became of each job. Then, in a project
 * whose scratch folder and shelf are small disks of their own, has each of the three phases that write there fail, and no other.
 */
final class FullDisk {

    private static final int[] LEFT = {0, 4 << 10, 8 << 10, 12 << 10, 20 << 10, 40 << 10, 100 << 10, 1 << 20};

    /** Or the disk would be too small for anything. */
    private static final Needs NOTHING = new Needs(1, 0, 0, 0, 0);

    private final ProjectFolder folder;
    private final Path user;
    private Path filler;
    private final Stores stores = new Stores();
    private Engines engines;
    private Engine engine;
    private int left;
    private volatile boolean filling;

    private FullDisk(Path project, Path filler, Path user) throws IOException {
        this.user = user;
        this.folder = new ProjectFolder(Files.createDirectories(project));
        this.filler = filler;
        this.engines = engines();
        this.engine = engines.open(folder);
    }

    public static void main(String[] args) throws Exception {
        Path user = Path.of(args[2]);
        Path small = Path.of(args[0]);
        FullDisk disk = new FullDisk(small.resolve("project"), small.resolve("filler"), user);
        for (int left : LEFT) {
            disk.left = left;
            disk.round("before");
            disk.round("after");
        }
        disk.check();
        FullDisk roomy = new FullDisk(Path.of(args[1]), Path.of(args[1]), user);
        Path scratch = roomy.folder.scratch();
        roomy.phase("scratch", "before", scratch, "Actor.mark");
        roomy.phase("journal", "after", scratch, "Journal.write");
        roomy.phase("placement", "after", roomy.folder.work(Shelf.EDITS), "Placement.copy");
        roomy.check();
        System.out.println("said: over");
        System.exit(0);
    }

    private void round(String when) throws Exception {
        Asset cat = picture();
        String original = new Letters().sha256(folder.resolve(cat.path()));
        filling = true;
        String end = work(when, cat);
        // a job that the database has lost runs again when the project is opened again, beside the good one
        filling = false;
        Files.deleteIfExists(filler);
        require(original.equals(new Letters().sha256(folder.resolve(cat.path()))), "the original was changed");
        System.out.println("said: " + when + " " + left + ": " + end);
        String good = good();
        if (!good.equals("SUCCESS ")) {
            // the database may have given up with a full disk; opening the project again is what the message says
            engine.close();
            engines.close();
            engines = engines();
            engine = engines.open(folder);
            engine.takeUp();
            good = good();
        }
        require(good.equals("SUCCESS "), "nothing goes on: " + good);
    }

    /** A database that was started anew while the disk was full takes no picture, either. */
    private String good() throws Exception {
        try {
            return work("good", picture());
        } catch (ProcessingException e) {
            return "refused " + e.code();
        }
    }

    /** @param within the method that has no room, as the job's log tells */
    private void phase(String name, String processor, Path where, String within) throws Exception {
        filler = where.resolve("filler");
        filling = true;
        String end = work(processor, picture());
        filling = false;
        Files.deleteIfExists(filler);
        String log = Files.readString(folder.jobLog(engine.jobs().getFirst().id()));
        require(end.equals("FAILED io.disk-full"), name + ": " + end + "\n" + log);
        require(log.contains(within + "("), name + ": not in " + within + "\n" + log);
        require(work("good", picture()).equals("SUCCESS "), name + ": nothing goes on");
        System.out.println("said: no room for the " + name + ": " + end);
    }

    private String work(String processor, Asset input) throws Exception {
        try {
            Order order = Order.of(Rig.recipe(processor), List.of(Input.of(folder, input)));
            Plan plan = engine.plan(order);
            if (!plan.problems().isEmpty()) {
                return "refused " + plan.problems().getFirst().code();
            }
            JobSnapshot job = engine.submit(plan).getFirst();
            CompletableFuture<JobSnapshot> end = CompletableFuture.supplyAsync(() -> await(job.id()));
            // what waits for room on the disk, or for its next attempt, waits for somebody to make some
            end.copy().orTimeout(2, TimeUnit.SECONDS).exceptionally(tooLong -> makeRoom(job));
            JobSnapshot over = end.get(60, TimeUnit.SECONDS);
            over.problem().ifPresent(p -> require(p.message().lines().count() == 1, p.message()));
            return over.state() + " " + over.problem().map(p -> p.code()).orElse("");
        } catch (ProcessingException e) {
            return "refused " + e.code();
        }
    }

    private JobSnapshot makeRoom(JobSnapshot job) {
        filler.toFile().delete();
        return job;
    }

    private JobSnapshot await(UUID job) {
        try {
            return engine.await(job);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything has an end, every success its file and every file its success. */
    private void check() throws Exception {
        engine.takeUp();
        Set<Path> made = new java.util.HashSet<>();
        for (JobSnapshot job : engine.jobs()) {
            JobSnapshot over = job.state().terminal() ? job : await(job.id());
            require(over.state() == JobState.SUCCESS || over.state() == JobState.FAILED, over.toString());
            made.addAll(over.outputs());
        }
        for (Path output : made) {
            require(Files.readString(output).contains("cat"), output + " is not what was made");
        }
        try (var files = Files.walk(folder.root().resolve("Work"))) {
            List<Path> there = files.filter(Files::isRegularFile).toList();
            require(Set.copyOf(there).equals(made), there + " instead of " + made);
        }
    }

    private Engines engines() {
        Engines made = new Engines(stores::open, new Rig.Shelfful(Set.of()), new Letters(), Clock.systemUTC(),
                new Capacity(1, 1L << 30, 2L << 30), Rig.QUICK, new Temporaries(user, Clock.systemUTC()));
        made.install(List.of(Actor.of("before", (request, run) -> {
            fill();
            return Result.of(Actor.mark("before", request, run));
        }).needing(NOTHING), Actor.of("after", (request, run) -> {
            var output = Actor.mark("after", request, run);
            fill();
            return Result.of(output);
        }).needing(NOTHING), Actor.marks("good").needing(NOTHING)));
        return made;
    }

    /** Takes what there is, but for the bytes that are to be left. */
    private void fill() throws IOException {
        if (!filling) {
            return;
        }
        Files.deleteIfExists(filler);
        SmallDisk.fill(filler);
        try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
            file.setLength(Math.max(0, file.length() - left));
        }
    }

    private Asset picture() {
        String name = "cat-" + UUID.randomUUID() + ".png";
        try (Store store = stores.open(folder)) {
            Path file = Files.createDirectories(folder.root().resolve("Library")).resolve(name);
            Files.writeString(file, name);
            Examiner.Finding finding = new Letters().examine(file);
            Asset asset = new Asset(UUID.randomUUID(), finding.kind(), folder.relative(file), finding.content(),
                    new Labels("cats", Set.of(), 0, false), Optional.empty(), Optional.empty(), Optional.empty(),
                    Rig.NOW);
            store.assets().add(asset);
            return asset;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            System.out.println("said: WRONG " + otherwise);
            System.exit(1);
        }
    }
}
