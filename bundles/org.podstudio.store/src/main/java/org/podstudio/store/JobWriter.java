package org.podstudio.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one that writes the jobs of a database. A commit waits for the disk, however little is in it; so whatever has come while it waited goes
 * into the next one together, and the busier the queue, the more jobs share a commit. Who asked is answered after the commit and not before.
 * For any thread; writes in one of its own, which no interruption of a caller can reach.
 */
final class JobWriter implements AutoCloseable {

    /** More would make those wait long who come just after. */
    private static final int MOST = 256;

    private final Database database;
    private final Consumer<List<Change>> witness;
    /** Guarded by itself. */
    private final Deque<Pending> waiting = new ArrayDeque<>();
    /** Whether the thread was told to write what waits, and is not done with all of it. Guarded by what waits. */
    private boolean writing;
    private final ExecutorService thread;

    /** @param witness hears in its thread, after each commit and before who asked is answered, what happened; must not throw */
    JobWriter(Database database, Consumer<List<Change>> witness) {
        this(database, witness, Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("podstudio-store-writer").factory()));
    }

    /** @param thread of this writer alone, which closes it */
    JobWriter(Database database, Consumer<List<Change>> witness, ExecutorService thread) {
        this.database = database;
        this.witness = witness;
        this.thread = thread;
    }

    private record Pending(Change change, CompletableFuture<Boolean> done) {}

    /**
     * Writes a change, together with others that wait.
     *
     * @return whether it happened; it is on disk then
     * @throws org.podstudio.api.ProcessingException when the database does not take it; others of its group are written all the same
     * @throws IllegalStateException when the database was closed
     */
    boolean write(Change change) {
        try {
            return writing(change).join();
        } catch (CompletionException e) {
            throw rethrow(e.getCause());
        }
    }

    /** As {@link #write}, without waiting for it. What depends on the answer must not run in the thread that gives it, which is the writer's. */
    CompletableFuture<Boolean> writing(Change change) {
        Pending pending = new Pending(change, new CompletableFuture<>());
        boolean idle;
        synchronized (waiting) {
            waiting.add(pending);
            idle = !writing;
            writing = true;
        }
        if (idle) {
            try {
                thread.execute(this::writeAll);
            } catch (RejectedExecutionException e) {
                refuseAll();
            }
        }
        return pending.done();
    }

    /** It is closed: whoever was not taken along by the last call is told so. */
    private void refuseAll() {
        synchronized (waiting) {
            writing = false;
            waiting.forEach(pending -> pending.done().completeExceptionally(closed()));
            waiting.clear();
        }
    }

    /** Writes what waits still, even when the caller is interrupted: others wait for their answers. */
    @Override
    public void close() {
        thread.shutdown();
        boolean interrupted = false;
        for (boolean over = false; !over;) {
            try {
                over = thread.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        refuseAll();
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the database was closed");
    }

    private void writeAll() {
        for (List<Pending> group = next(); !group.isEmpty(); group = next()) {
            writeGroup(group);
        }
    }

    private void writeGroup(List<Pending> group) {
        Set<Change> written = Collections.newSetFromMap(new IdentityHashMap<>());
        try {
            commit(group, written);
        } catch (RuntimeException | Error e) {
            if (group.size() == 1 && written.isEmpty()) {
                group.getFirst().done().completeExceptionally(e);
            } else {
                group.forEach(pending -> writeAlone(pending, written.contains(pending.change())));
            }
        }
    }

    /**
     * One of the group was refused: each for itself, so that it meets the one alone.
     *
     * @param inDoubt all was written and the commit failed: it may be stored all the same, and must not be told that it came too late
     */
    private void writeAlone(Pending pending, boolean inDoubt) {
        try {
            if (inDoubt && database.read(em -> ChangeGroup.stored(em, pending.change()))) {
                answer(List.of(pending), Set.of(pending.change()));
            } else {
                commit(List.of(pending), new HashSet<>());
            }
        } catch (RuntimeException | Error e) {
            pending.done().completeExceptionally(e);
        }
    }

    /** @param written gets those that happen when the commit succeeds */
    private void commit(List<Pending> group, Set<Change> written) {
        List<Change> changes = group.stream().map(Pending::change).toList();
        Set<Change> happened = Collections.newSetFromMap(new IdentityHashMap<>());
        happened.addAll(database.tx(em -> {
            written.clear();
            List<Change> some = ChangeGroup.write(em, changes);
            written.addAll(some);
            return some;
        }));
        answer(group, happened);
    }

    private void answer(List<Pending> group, Set<Change> happened) {
        // in the order they were asked for
        witness.accept(group.stream().map(Pending::change).filter(happened::contains).toList());
        group.forEach(pending -> pending.done().complete(happened.contains(pending.change())));
    }

    /** In the order they came, up to one that is about the same job as another: the later one has to see what came of the earlier one. */
    private List<Pending> next() {
        synchronized (waiting) {
            List<Pending> group = new ArrayList<>();
            Set<UUID> jobs = new HashSet<>();
            while (group.size() < MOST && !waiting.isEmpty()
                    && waiting.getFirst().change().jobs().allMatch(jobs::add)) {
                group.add(waiting.removeFirst());
            }
            writing = !group.isEmpty();
            return group;
        }
    }

    private static RuntimeException rethrow(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(cause);
        };
    }
}
