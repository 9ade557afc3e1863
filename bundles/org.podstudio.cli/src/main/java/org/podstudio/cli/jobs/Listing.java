package org.podstudio.cli.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.cli.screen.Json;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Table;

/**
 * Jobs under a headline.
 *
 * @param jobs all that are asked for, newest first
 * @param limit so many of them are shown
 * @param paused whether the queue is
 * @param places of those that wait, from 1
 */
record Listing(List<JobSnapshot> jobs, int limit, boolean paused, Map<UUID, Integer> places) {

    /** What {@code --state} takes beside the states: whatever is not over, and what is kept from running. */
    static final String OPEN = "open";
    static final String PAUSED = "paused";

    private static final int WHAT = 6;
    private static final int INPUT = 7;

    /**
     * Which jobs are in one of some states.
     *
     * @throws ProcessingException {@code parameter.not-a-choice}, naming what there is
     */
    static Predicate<JobSnapshot> in(List<String> states) {
        return states.stream().map(Listing::in).reduce(Predicate::or).orElse(job -> true);
    }

    private static Predicate<JobSnapshot> in(String state) {
        String word = state.toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (word) {
            case OPEN -> job -> !job.state().terminal();
            case PAUSED -> Listing::isPaused;
            default -> {
                JobState wanted = Arrays.stream(JobState.values()).filter(s -> Json.word(s).equals(word)).findFirst()
                        .orElseThrow(() -> unknown(state));
                yield job -> job.state() == wanted;
            }
        };
    }

    private static ProcessingException unknown(String state) {
        String known = Stream.concat(Arrays.stream(JobState.values()).map(Json::word), Stream.of(PAUSED, OPEN))
                .collect(Collectors.joining(", "));
        return ProcessingException.parameter("state", "parameter.not-a-choice", "There is no state '" + state + "'.",
                "Use one of: " + known + ".");
    }

    /** As programs see it: the keys of every object are sorted. */
    Map<String, Object> wire() {
        Map<String, Object> wire = new TreeMap<>();
        wire.put("counts", counts());
        wire.put("jobs", shown().map(this::wire).toList());
        wire.put("paused", paused);
        wire.put("total", jobs.size());
        return wire;
    }

    private Map<String, Object> wire(JobSnapshot job) {
        Map<String, Object> wire = Json.sorted(job);
        wire.put("place", place(job));
        return wire;
    }

    void print(Screen screen) {
        screen.show(wire(), out -> {
            if (!jobs.isEmpty()) {
                out.println(headline());
            }
            if (paused) {
                out.println(screen.painted("The queue is paused.", Screen.Tone.ASIDE)
                        + " Let it go on with: podstudio jobs resume --queue");
            }
            if (!jobs.isEmpty()) {
                out.println();
            }
            table(screen).print(out);
        });
    }

    private Table table(Screen screen) {
        Table table = Table.of("There are no jobs.", "ID", "STATE", "PLACE", "PRIORITY", "DONE", "LEFT", "WHAT",
                "INPUT");
        shown().forEach(job -> {
            String state = JobWords.state(job);
            table.row(JobWords.shortId(job), JobWords.tone(job).map(tone -> screen.painted(state, tone)).orElse(state),
                    place(job).map(String::valueOf).orElse(""), Json.word(job.priority()), JobWords.done(job),
                    JobWords.left(job), job.recipe().title(), String.valueOf(job.input().getFileName()));
        });
        return table.within(screen.columns(), WHAT, INPUT);
    }

    private String headline() {
        String counts = counts().entrySet().stream().map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
        String all = jobs.size() == 1 ? "1 job" : jobs.size() + " jobs";
        return all + ": " + counts + (jobs.size() > limit ? "; the newest " + limit + ":" : "");
    }

    private Map<String, Long> counts() {
        return jobs.stream().map(job -> isPaused(job) ? PAUSED : Json.word(job.state()))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private Optional<Integer> place(JobSnapshot job) {
        return Optional.ofNullable(places.get(job.id()));
    }

    private Stream<JobSnapshot> shown() {
        return jobs.stream().limit(limit);
    }

    static boolean isPaused(JobSnapshot job) {
        return job.turn().paused() && !job.state().terminal();
    }
}
