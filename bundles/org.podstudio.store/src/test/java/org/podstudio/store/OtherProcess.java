package org.podstudio.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.ProjectFolder;

/** A second Java process on the same project. */
final class OtherProcess implements AutoCloseable {

    private static final String MARK = "said: ";

    private final Process process;
    private final BufferedReader lines;

    private OtherProcess(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * @param task {@code open}: says OPEN or the code of the refusal; {@code rebuild}: says HALF
     *            when a damaged database is half rebuilt, and waits there; {@code write}: adds assets without end, says
     *            each id once it is stored; {@code queue}: adds jobs and moves them on in four threads
     *            without end, says each id and state once it is stored
     */
    static OtherProcess start(String task, ProjectFolder folder) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new OtherProcess(
                new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath,
                        "-Dstdout.encoding=UTF-8", OtherProcess.class.getName(), task, folder.root().toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /** The next thing it says; empty when it has ended. What libraries log is passed over. */
    String line() throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith(MARK)) {
            line = lines.readLine();
        }
        return line == null ? "" : line.substring(MARK.length());
    }

    /** Kills it as {@code kill -9} does and answers what it had said up to then. */
    List<String> killAndRead() {
        process.toHandle().destroyForcibly(); // the process itself would close the stream
        return lines.lines().filter(line -> line.startsWith(MARK)).map(line -> line.substring(MARK.length())).toList();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    public static void main(String[] args) {
        Stores stores = args[0].equals("rebuild")
                ? new Stores(List.of(OtherProcess::hang), report -> {})
                : new Stores();
        try (Store store = stores.open(new ProjectFolder(Path.of(args[1])))) {
            say("OPEN");
            if (args[0].equals("queue")) {
                queue(store.jobs());
            }
            for (int i = 0; args[0].equals("write"); i++) {
                var asset = Samples.asset(i);
                store.assets().add(asset);
                say(asset.id());
            }
        } catch (ProcessingException e) {
            say(e.code());
        }
    }

    /** Stops in the midst of a rebuilding, for ever. */
    private static List<String> hang(ProjectFolder folder, Store store) {
        say("HALF");
        LockSupport.park();
        return List.of(String.valueOf(store.assets().count()));
    }

    private static void queue(Jobs jobs) {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 4).forEach(i -> threads.execute(() -> {
                while (true) {
                    JobRecord queued = Samples.job();
                    jobs.add(Samples.batch(List.of(queued)), List.of(queued));
                    say(queued.id() + " " + queued.state());
                    JobRecord running = queued.with(JobState.RUNNING).numbered(2);
                    jobs.move(queued, running, Along.NOTHING);
                    say(running.id() + " " + running.state());
                    jobs.move(running, running.with(JobState.SUCCESS).numbered(3), Along.NOTHING);
                    say(running.id() + " " + JobState.SUCCESS);
                }
            }));
        }
    }

    private static void say(Object what) {
        System.out.println(MARK + what);
    }
}
