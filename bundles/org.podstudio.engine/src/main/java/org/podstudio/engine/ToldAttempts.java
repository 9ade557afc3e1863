package org.podstudio.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.Attempt.Child;
import org.podstudio.api.project.Attempt.Effort;
import org.podstudio.api.project.Attempt.Ending;
import org.podstudio.api.project.Attempt.Stage;
import org.podstudio.api.project.Attempt.Used;
import org.podstudio.api.project.Problem;

/**
 * The attempts of a job that is over, as its log tells of them: with their stages and child processes, without what they were said to need. One
 * that has no end was cut off.
 */
final class ToldAttempts {

    /** Behind the start of an attempt: the one that the lines before tell of does not count. */
    static final String ONCE_MORE = ", once more: its start was not stored";

    private static final Pattern EVENT = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\S+Z) (.*)");
    private static final Pattern STAGE = Pattern.compile("stage (.*) took (\\d+\\.\\d+) s");
    private static final Pattern CHILD = Pattern.compile("child (\\d+) (.*)");
    private static final Pattern ENDED = Pattern.compile(
            "child (\\d+) ended with (-?\\d+) after (\\d+\\.\\d+) s, (\\d+\\.\\d+) s of CPU and (\\d+) MB at its peak");
    private static final Pattern FAILED = Pattern.compile("failed: (.*?) \\(([a-z][\\w-]*\\.[\\w.-]+)\\) ?(.*)");
    private static final Pattern WORD = Pattern.compile("((?:[^\\s'\\\\]|'[^']*'|\\\\')+)");

    private final List<Attempt> all = new ArrayList<>();
    private Optional<Instant> began = Optional.empty();
    private Instant last = Instant.EPOCH;
    private Ending ending = Ending.DIED;
    private Optional<Problem> problem = Optional.empty();
    private List<Stage> stages = new ArrayList<>();
    private Map<Long, Child> children = new LinkedHashMap<>();
    private List<Child> ended = new ArrayList<>();

    private ToldAttempts() {
    }

    static List<Attempt> read(Path log) throws IOException {
        ToldAttempts told = new ToldAttempts();
        try (var in = new BufferedReader(
                new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
            for (String line; (line = in.readLine()) != null;) {
                Matcher event = EVENT.matcher(line);
                if (event.matches()) {
                    told.event(Instant.parse(event.group(1)), event.group(2));
                }
            }
        }
        told.end();
        return told.all;
    }

    private void event(Instant time, String text) {
        if (text.startsWith("submitted: ")) {
            return; // bears the time of long before
        }
        if (text.startsWith("started, attempt ")) {
            if (text.endsWith(ONCE_MORE)) {
                began = Optional.empty();
            }
            end();
            began = Optional.of(time);
        }
        if (began.isPresent() && ending == Ending.DIED) {
            last = time;
            ending(text);
            detail(text);
        }
    }

    private void ending(String text) {
        Matcher failed = FAILED.matcher(text);
        if (failed.matches()) {
            ending = Ending.FAILED;
            problem = Optional.of(new Problem(ErrorKind.SYSTEM, failed.group(2), failed.group(1), failed.group(3),
                    Optional.empty()));
        } else if (text.startsWith("success: ")) {
            ending = Ending.SUCCESS;
        } else if (text.equals("canceled") || text.equals("over: canceled")) {
            ending = Ending.CANCELED;
        } else if (text.equals("over: failed")) {
            ending = Ending.FAILED;
        } else if (text.startsWith("stopped because the program ends")) {
            ending = Ending.INTERRUPTED;
        }
    }

    private void detail(String text) {
        Matcher stage = STAGE.matcher(text);
        Matcher gone = ENDED.matcher(text);
        Matcher child = CHILD.matcher(text);
        if (stage.matches()) {
            stages.add(new Stage(stage.group(1), Double.parseDouble(stage.group(2))));
        } else if (gone.matches()) {
            ended(gone);
        } else if (child.matches()) {
            long pid = Long.parseLong(child.group(1));
            children.put(pid, new Child(words(child.group(2)), pid, OptionalInt.empty(), 0, 0, 0));
        }
    }

    private void ended(Matcher gone) {
        Child child = children.remove(Long.parseLong(gone.group(1)));
        if (child != null) {
            ended.add(new Child(child.command(), child.pid(), OptionalInt.of(Integer.parseInt(gone.group(2))),
                    Double.parseDouble(gone.group(3)), Double.parseDouble(gone.group(4)),
                    Long.parseLong(gone.group(5)) << 20));
        }
    }

    private void end() {
        if (began.isPresent()) {
            all.add(new Attempt(all.size() + 1, ending, began.get(), last, problem,
                    new Effort(stages, Optional.empty(), Used.UNKNOWN, ended)));
        }
        began = Optional.empty();
        ending = Ending.DIED;
        problem = Optional.empty();
        stages = new ArrayList<>();
        children = new LinkedHashMap<>();
        ended = new ArrayList<>();
    }

    /** A command line as it was before its words were quoted. */
    private static List<String> words(String line) {
        return WORD.matcher(line).results().map(word -> word.group(1).replace("'\\''", "\u0000").replace("'", "")
                .replace('\u0000', '\'')).toList();
    }
}
