package org.podstudio.cli.screen;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.podstudio.api.CanceledException;
import org.podstudio.api.project.Problem;

/** Counts what became of the files of one command, says it, and knows the exit code. Not for several threads. */
public final class Tally {

    private final Screen screen;
    private final List<FileResult> results = new ArrayList<>();

    /** Nothing counted yet. */
    public Tally(Screen screen) {
        this.screen = screen;
    }

    /** Counts a file and tells people about it. */
    public void add(FileResult result) {
        results.add(result);
        boolean quiet = screen.mode().volume() == Screen.Volume.QUIET && result.status() != Status.FAILED;
        if (!quiet) {
            screen.say(screen.status(result.status()) + " " + line(result));
            more(result).forEach(line -> screen.say("         " + line));
        }
    }

    /** Everything counted so far. */
    public List<FileResult> results() {
        return List.copyOf(results);
    }

    /** Says the sums, or gives the document, and answers with the exit code. */
    public int finish(Map<String, ?> more) {
        Map<Status, Integer> counts = counts();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("files", results.stream().map(FileResult::wire).toList());
        counts.forEach((status, count) -> document.put(Json.word(status), count));
        document.putAll(more);
        String sums = counts.entrySet().stream().map(e -> e.getValue() + " " + Json.word(e.getKey()))
                .collect(Collectors.joining(", "));
        screen.show(document, out -> {
            if (results.size() > 1 && screen.mode().volume() != Screen.Volume.QUIET) {
                out.println(sums);
            }
        });
        return exitCode();
    }

    /** As {@link #finish(Map)} after work that counts; when the user stops it, what was counted is told all the same, and the cancel goes on. */
    public int finish(Map<String, ?> more, Runnable work) {
        try {
            work.run();
        } catch (CanceledException e) {
            Map<String, Object> stopped = new LinkedHashMap<>(more);
            stopped.put("interrupted", true);
            finish(stopped);
            throw e;
        }
        return finish(more);
    }

    /** 0 when nothing failed, 3 when some of it did; when all of it failed, the code that all failures share, else 1. */
    public int exitCode() {
        return exitCode(0);
    }

    /**
     * As {@link #exitCode()} with files that are fine and were not counted.
     *
     * @param others how many
     */
    public int exitCode(int others) {
        if (results.stream().noneMatch(r -> r.status() == Status.FAILED)) {
            return ExitCode.DONE;
        }
        if (others > 0 || results.stream().anyMatch(Tally::there)) {
            return ExitCode.PARTLY;
        }
        List<Integer> codes = results.stream().flatMap(r -> r.problem().stream()).map(ExitCode::of).distinct().toList();
        return codes.size() == 1 ? codes.getFirst() : ExitCode.FAILED;
    }

    // what was made before is as good as what was made now: a command that is repeated answers the same
    private static boolean there(FileResult result) {
        return result.status() == Status.DONE || result.status() == Status.SKIPPED && !result.outputs().isEmpty();
    }

    private Map<Status, Integer> counts() {
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            counts.put(status, (int) results.stream().filter(r -> r.status() == status).count());
        }
        return counts;
    }

    private static String line(FileResult result) {
        String input = String.valueOf(result.input());
        return switch (result.status()) {
            case DONE -> input;
            case SKIPPED -> input + ": " + result.reason();
            case FAILED -> input + ": " + result.problem().map(Problem::message).orElse(result.reason());
        };
    }

    private static String care(UUID job) {
        String id = job.toString().substring(0, 8);
        return "Again: podstudio jobs retry " + id + "   Log: podstudio jobs log " + id;
    }

    // A remark may be that the result is not quite what was asked for, so nobody needs to ask for it.
    private List<String> more(FileResult result) {
        List<String> lines = new ArrayList<>();
        result.problem().map(Problem::advice).ifPresent(lines::add);
        if (result.status() == Status.FAILED) {
            result.job().map(Tally::care).ifPresent(lines::add);
        }
        result.outputs().forEach(output -> lines.add("-> " + output));
        if (result.seconds() > 0 && result.status() == Status.DONE) {
            lines.add("%.1f s".formatted(result.seconds()));
        }
        if (screen.mode().volume() != Screen.Volume.QUIET) {
            result.notes().forEach(note -> lines.add("note: " + note));
        }
        return lines;
    }
}
