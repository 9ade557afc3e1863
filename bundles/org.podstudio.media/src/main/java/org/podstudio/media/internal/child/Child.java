package org.podstudio.media.internal.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ChildUsage;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One child process, supervised from its start to its end. It never outlives the call that started it, nor an orderly
 * end of the program. When the program is killed or crashes, Linux with util-linux ends it ({@link Leash}); elsewhere
 * it then goes on until its work is done.
 */
public final class Child {

    private static final Logger LOG = LoggerFactory.getLogger(Child.class);
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    private static final int KILLED = 128 + 9;

    private static boolean over;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Child::endAll, "ends ffmpeg"));
    }

    /** What it said last on its error output, and how it ended. @param memory what it might have had; empty unless it died of wanting more */
    public record Ending(int code, StderrTail words, OptionalLong memory) {

        /** Windows gives 1 to a process that was ended, which tells it from no failure. */
        boolean killed() {
            return code == KILLED || code == 128 + 15 || code == 128 + 11 || code == 128 + 6;
        }

        private Ending diedOf(Vitals vitals) {
            return diedUnder(vitals.limitBytes(), vitals.over(), vitals.near());
        }

        /** @param over whether it had more than the limit @param near whether it may have asked for more */
        Ending diedUnder(long limitBytes, boolean over, boolean near) {
            boolean shortOfMemory = over || near && (killed() || Failures.maybeMemory(words));
            return shortOfMemory ? new Ending(code, words, OptionalLong.of(limitBytes)) : this;
        }
    }

    /** Takes what the child writes; called in the thread that started it. */
    @FunctionalInterface
    public interface Reader {
        void read(InputStream in) throws IOException;
    }

    /** Gives the child what it reads; called in a thread of its own. */
    @FunctionalInterface
    public interface Feed {
        void write(OutputStream out) throws IOException;
    }

    private Child() {
    }

    /** As the other, for a child that reads nothing. */
    public static Ending run(Natives natives, List<String> command, Duration limit, Run run, Reader reader) {
        return run(natives, command, limit, run, out -> {}, reader);
    }

    /**
     * Runs to the end, to a cancel, to the time limit, or to the limit on memory that the run sets.
     *
     * @param feed writes what the child reads; that the child wants no more of it is no failure, anything else that it throws
     *        ends the child
     * @param reader reads the output to its end; when it throws an {@link IOException}, the child finds its pipe closed,
     *        and is ended when it throws anything else
     * @throws CanceledException when the run was canceled
     * @throws ProcessingException {@code media.timeout}; {@code media.unfed} when the feed failed; {@code media.unread} when the reader failed and nobody killed
     *         the child
     */
    public static Ending run(Natives natives, List<String> command, Duration limit, Run run, Feed feed, Reader reader) {
        run.checkCanceled();
        long most = Leash.limit(run.childMemory());
        Process process = start(natives, command, most);
        Consumer<ChildUsage> told = run.child(process.pid(), command);
        StderrTail words = new StderrTail();
        AtomicBoolean late = new AtomicBoolean();
        Thread listener = Thread.ofVirtual().start(marked(() -> listen(process, words)));
        AtomicReference<@Nullable IOException> dry = new AtomicReference<>();
        Thread feeder = Thread.ofVirtual().start(marked(() -> feed(process, feed, dry)));
        Vitals vitals = Vitals.watch(process, most, () -> kill(process));
        Halt halt = new Halt(process);
        try (vitals;
                Run.Registration kill = run.onCancel(() -> kill(process));
                Run.Registration pause = run.onPause(halt::halt, halt::goOn)) {
            Objects.requireNonNull(kill);
            Objects.requireNonNull(pause);
            limit(process, limit, halt, late);
            Optional<IOException> unread = read(process, reader);
            int code = process.waitFor();
            listener.join();
            feeder.join();
            run.checkCanceled();
            if (late.get()) {
                throw timeout(command, limit);
            }
            IOException why = dry.get();
            if (why != null) {
                throw Failures.unfed(command, why);
            }
            return ending(command, new Ending(code, words, OptionalLong.empty()).diedOf(vitals), unread);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CanceledException();
        } finally {
            if (process.isAlive() || process.exitValue() != 0) {
                kill(process); // who has come to a good end has left nobody
            }
            ALIVE.remove(process);
            told.accept(vitals.usage(process.isAlive() ? KILLED : process.exitValue()));
        }
    }

    private static Ending ending(List<String> command, Ending ending, Optional<IOException> unread) {
        if (unread.isPresent() && !ending.killed()) {
            throw Failures.unread(command, ending, unread.get());
        }
        return ending;
    }

    private static Process start(Natives natives, List<String> command, long mostBytes) {
        LOG.debug("{}", command);
        ProcessBuilder builder = new ProcessBuilder(command);
        natives.prepare(builder.environment());
        if (Natives.linux()) {
            builder.environment().put(Orphans.VARIABLE, Orphans.mark());
        }
        try {
            return begin(builder, mostBytes);
        } catch (IOException e) {
            throw new ProcessingException(ErrorKind.TOOL, "media.no-start", "ffmpeg does not start: " + e.getMessage()
                    + ".",
                    "Try again; if it stays, let PODSTUDIO_FFMPEG name another ffmpeg.", e);
        }
    }

    /** Whoever has started is known before the program ends, and none starts after that. */
    private static synchronized Process begin(ProcessBuilder command, long mostBytes) throws IOException {
        if (over) {
            throw new CanceledException();
        }
        Process process = Leash.start(command, mostBytes);
        ALIVE.add(process);
        return process;
    }

    private static synchronized void endAll() {
        over = true;
        ALIVE.forEach(Child::kill);
    }

    /** What the reader stumbled on, if it did; when the child was killed, that is no wonder. */
    private static Optional<IOException> read(Process process, Reader reader) {
        try (InputStream in = process.getInputStream()) {
            reader.read(in);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    /** That the child wants no more shows in the pipe; whatever else goes wrong is the source's failure, and ends the child. */
    private static void feed(Process process, Feed feed, AtomicReference<@Nullable IOException> dry) {
        try (OutputStream out = new Wanted(process.getOutputStream())) {
            feed.write(out);
        } catch (Wanted.NoMore e) {
            LOG.debug("stopped feeding {}: {}", process.pid(), e.getMessage());
        } catch (IOException | RuntimeException e) {
            dry.set(e instanceof IOException io ? io : new IOException(e));
            kill(process); // or it would take what it got for all there is
        }
    }

    private static void listen(Process process, StderrTail words) {
        try (var in = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line; (line = in.readLine()) != null;) {
                words.add(line);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("stopped listening to {}: {}", process.pid(), e.getMessage());
        }
    }

    /** What is logged of the child bears the marks of whom it works for. */
    private static Runnable marked(Runnable action) {
        @Nullable
        Map<String, String> marks = MDC.getCopyOfContextMap();
        return marks == null ? action : () -> {
            MDC.setContextMap(marks);
            action.run();
        };
    }

    /** Ends it when it has taken so long, not counting the time for which it was halted. */
    static void limit(Process process, Duration left, Halt halt, AtomicBoolean late) {
        Duration before = halt.lasted();
        process.onExit().orTimeout(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS).exceptionally(e -> {
            Duration halted = halt.lasted().minus(before);
            if (halted.isZero()) {
                late.set(true);
                kill(process);
            } else {
                limit(process, halted, halt, late);
            }
            return process;
        });
    }

    /** With its children and theirs, also those whose parents have ended. */
    private static void kill(Process process) {
        List<ProcessHandle> group = Leash.group(process.pid());
        try (Stream<ProcessHandle> tree = process.descendants()) {
            tree.forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
        group.forEach(ProcessHandle::destroyForcibly);
    }

    private static ProcessingException timeout(List<String> command, Duration limit) {
        return new ProcessingException(ErrorKind.TOOL, "media.timeout", "ffmpeg took more than " + limit.toSeconds()
                + " s over "
                + Failures.subject(command) + " and was ended.",
                "The file may be damaged: try to play it; else try again.");
    }
}
