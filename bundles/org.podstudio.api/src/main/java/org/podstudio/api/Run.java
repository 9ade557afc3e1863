package org.podstudio.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The processor's view of the job it runs in. Safe for use by several threads. */
public interface Run {

    /**
     * Reports how much of the current stage is done.
     *
     * @param fraction 0 to 1; smaller values than before are ignored, so that progress never falls
     */
    void progress(double fraction);

    /**
     * Ends the current stage and begins another.
     *
     * @param name one word for the log and the window: {@code decode}, {@code matte}, {@code encode}
     * @param weight its share of this run, more than 0; the weights of all stages add up to 1
     */
    void stage(String name, double weight);

    /** Returns when the run shall go on: at once, but while it is paused. @throws CanceledException when the user or the engine wants this run to stop */
    void checkCanceled();

    /**
     * Registers what stops the work from outside, such as ending a child process. Called at most once, in another thread, at once when
     * the run is canceled already. Close the registration when the work is over: when closing returns, the action is not running and never
     * will, so that what it works on can be freed. The action itself may close the registration, and must not wait for who does.
     */
    Registration onCancel(Runnable action);

    /**
     * Registers what halts the work from outside, such as stopping a child process, and what lets it go on. Not needed for work in the calling
     * thread: a run that is paused waits in {@link #checkCanceled} and {@link #progress}. Each is called in another thread, in turns,
     * beginning with {@code halt}, at once when the run is paused already; a run that is canceled meanwhile is not let go on first. Close the
     * registration when the work is over: when closing returns, neither is running and neither ever will.
     */
    default Registration onPause(Runnable halt, Runnable goOn) {
        return () -> {};
    }

    /**
     * An empty folder of this run alone, made when it is first asked for; removed by the engine with whatever is still in it.
     *
     * @throws CanceledException when it is first asked for after the run was canceled
     * @throws java.io.UncheckedIOException when it cannot be made
     */
    Path scratch();

    /**
     * A run whose whole progress fills this one's current stage from where it stands up to {@code upTo}, for work that has parts of its own.
     *
     * @param upTo 0 to 1
     */
    Run part(double upTo);

    /**
     * The same with an empty scratch folder of its own, for parts that give their files the same names.
     *
     * @param folder made below {@link #scratch()}; nobody else's name there
     * @throws UnsupportedOperationException when this run has no scratch folder
     */
    default Run part(double upTo, String folder) throws IOException {
        throw new UnsupportedOperationException("there is no scratch folder");
    }

    /**
     * The verified file of a model.
     *
     * @param id the value of a {@link org.podstudio.api.parameters.ModelTask model parameter}
     * @throws ProcessingException when it is not on disk
     */
    Path model(String id);

    /** Adds a line to the job's log and to what the user sees of the result: a fallback taken, nothing found to do. */
    void note(String text);

    /**
     * Tells of a child process that works for this run, for the job's log and its history, and for the engine to learn from. To be called when it has started.
     *
     * @param command program and arguments, without secrets
     * @return takes what it came to, once, when it has ended
     */
    default Consumer<ChildUsage> child(long pid, List<String> command) {
        return usage -> {};
    }

    /** Most memory that one child process of this run may take, bytes; the most there can be when nobody says less. Who starts children keeps to it. */
    default long childMemory() {
        return Long.MAX_VALUE;
    }

    /**
     * A folder for what took long and shall be found again when the same work is begun anew, after the program was killed, the power went or the
     * run was canceled. Empty or as it was left by an earlier run; removed by the engine when this run has succeeded, and some weeks after it
     * was used last. Nobody else works in it meanwhile.
     *
     * @param key of this very work: input, parameters and models; {@code [a-z0-9-]{8,100}}
     * @return empty when there is no such place, or when another run has it
     */
    default Optional<Path> checkpoint(String key) throws IOException {
        return Optional.empty();
    }

    /** Takes back a registration, waiting for an action that runs in another thread; closing twice does nothing. */
    @FunctionalInterface
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
