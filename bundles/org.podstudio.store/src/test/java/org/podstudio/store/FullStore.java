package org.podstudio.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.testkit.SmallDisk;

/**
 * Fills the disk of an open database until it takes no job any more, then of one that is to be opened after an orderly close, and of one that
 * is to be opened after a kill and has to be put in order first. What was acknowledged is there when there is room again, nothing is taken for
 * damaged, and each refusal is one sentence.
 */
final class FullStore {

    private final Path filler;
    private final ProjectFolder folder;
    private final Stores stores = new Stores(List.of(), report -> require(false, "rebuilt: " + report.text()));
    private final Set<UUID> acknowledged = new HashSet<>();

    private FullStore(Path disk) throws IOException {
        this.filler = disk.resolve("filler");
        this.folder = Samples.madeProject(disk);
    }

    private FullStore(ProjectFolder killed, FullStore like) {
        this.filler = like.filler;
        this.folder = killed;
        this.acknowledged.addAll(like.acknowledged);
    }

    public static void main(String[] args) throws IOException {
        FullStore test = new FullStore(Path.of(args[0]));
        test.commits();
        test.openings("closed");
        ProjectFolder killed = test.killed();
        FullStore other = new FullStore(killed, test);
        other.openings("killed");
        System.out.println("over");
        System.exit(0);
    }

    private void commits() throws IOException {
        try (Store store = stores.open(folder)) {
            // what was learned is told when it is closed, even when the database has stopped
            store.lessons().add(List.of(Samples.lesson()));
            for (int round = 0; round < 3; round++) {
                add(store);
                SmallDisk.fill(filler);
                String code = "";
                // the log of transactions has some room of its own
                for (int n = 0; n < 20_000 && code.isEmpty(); n++) {
                    code = add(store);
                }
                require(code.equals("store.disk-full"), "a commit without room: " + code);
                String again = add(store);
                require(Set.of("store.disk-full", "store.stopped").contains(again), "one more without room: " + again);
                Files.delete(filler);
                if (!add(store).isEmpty()) {
                    break; // it may want to be opened anew, as its message says
                }
            }
        } catch (ProcessingException closing) {
            require(false, "closing: " + closing);
        }
        whole("after commits that failed");
    }

    /** @return what it was refused for; empty when it was added */
    private String add(Store store) {
        JobRecord job = Samples.job();
        try {
            store.jobs().add(Samples.batch(List.of(job)), List.of(job));
            acknowledged.add(job.id());
            return "";
        } catch (ProcessingException e) {
            sentence(e);
            if (!e.code().equals("store.disk-full")) {
                e.printStackTrace(System.out);
            }
            return e.code();
        }
    }

    private void openings(String how) throws IOException {
        SmallDisk.fill(filler);
        try (Store store = stores.open(folder)) {
            say(how + ": opens without room, with " + store.jobs().list(EnumSet.allOf(JobState.class), 1).size());
        } catch (ProcessingException e) {
            sentence(e);
            say(how + ": " + e.code());
            require(e.code().equals("store.disk-full"), how + ": " + e.code() + " " + e.getCause());
        }
        Files.delete(filler);
        whole(how);
    }

    /** Its files as they are while it is in use are what a kill leaves. */
    private ProjectFolder killed() throws IOException {
        ProjectFolder copy = new ProjectFolder(Files.createDirectory(folder.root().resolveSibling("copy")));
        try (Store store = stores.open(folder)) {
            for (int n = 0; n < 50; n++) {
                require(add(store).isEmpty(), "there is room");
            }
            try (Stream<Path> files = Files.walk(folder.root())) {
                for (Path file : files.filter(file -> !file.equals(folder.root())).toList()) {
                    Files.copy(file, copy.root().resolve(folder.root().relativize(file).toString()));
                }
            }
        }
        try (Stream<Path> files = Files.walk(folder.root())) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return copy;
    }

    private void whole(String when) throws IOException {
        try (Store store = stores.open(folder)) {
            Set<UUID> there = store.jobs().list(EnumSet.allOf(JobState.class), Integer.MAX_VALUE).stream()
                    .map(JobRecord::id).collect(Collectors.toSet());
            List<UUID> lost = new ArrayList<>(acknowledged);
            lost.removeAll(there);
            require(lost.isEmpty(), when + ": lost " + lost.size() + " of " + acknowledged.size());
            require(add(store).isEmpty(), when + ": takes no more");
        }
        require(!Files.exists(folder.backups()) || Files.list(folder.backups()).findAny().isEmpty(),
                when + ": rebuilt");
    }

    private static void sentence(ProcessingException e) {
        require(e.message().lines().count() == 1 && !e.message().contains("Exception"), e.message());
    }

    private static void say(String words) {
        System.out.println(words);
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            say("WRONG: " + otherwise);
            new Throwable().printStackTrace(System.out);
            System.exit(1);
        }
    }
}
