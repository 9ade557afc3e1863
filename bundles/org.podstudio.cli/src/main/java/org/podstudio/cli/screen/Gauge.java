package org.podstudio.cli.screen;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.podstudio.api.project.JobProgress;
import org.podstudio.cli.screen.Screen.Mode;
import org.podstudio.cli.screen.Screen.Volume;

/** Shows how far several pieces of work are, the way the user chose. For any thread; closing it wipes the bar. */
public final class Gauge implements AutoCloseable {

    private static final int WIDTH = 24;
    private static final int LINE = 78;
    private static final long FRAME_NANOS = 100_000_000;

    private enum Form { BAR, LINES, JSON, NOTHING }

    private final Screen screen;
    private final Form form;
    private final int total;
    private final Map<Object, Double> fractions = new HashMap<>();
    private final Map<Object, String> said = new HashMap<>();
    private String together = "";
    private long drawn;

    /**
     * @param screen where it is shown
     * @param total number of pieces, at least 1
     */
    public Gauge(Screen screen, int total) {
        this.screen = screen;
        this.form = form(screen.mode());
        this.total = total;
    }

    /**
     * One piece went on.
     *
     * @param piece which; anything with an equality
     * @param label what people call it
     * @param progress how far it is
     */
    public synchronized void update(Object piece, String label, JobProgress progress) {
        fractions.merge(piece, progress.fraction(), Math::max);
        switch (form) {
            case BAR -> bar(label, progress);
            case LINES -> line(piece, label, progress);
            case JSON -> json(piece, label, progress);
            case NOTHING -> {
            }
        }
    }

    /** Pieces that belong together went on; told before the next piece. */
    public synchronized void update(Joint joint) {
        together = joint.words();
        if (joint.total() < 2) {
            return;
        }
        int percent = (int) (joint.progress().fraction() * 100);
        String step = joint.item() + " " + (form == Form.JSON ? percent : percent / 10);
        boolean told = form == Form.LINES || form == Form.JSON;
        if (told && !step.equals(said.put(joint.id(), step))) {
            screen.message(form == Form.JSON
                    ? Json.line(joint.wire())
                    : "%3d %%  %s  %s".formatted(percent, joint.title(), joint.words()));
        }
    }

    @Override
    public void close() {
        screen.wipe();
    }

    private static Form form(Mode mode) {
        return switch (mode.progress()) {
            case NONE -> Form.NOTHING;
            case PLAIN -> Form.LINES;
            case JSON -> Form.JSON;
            case AUTO -> {
                if (mode.volume() == Volume.QUIET) {
                    yield Form.NOTHING;
                }
                yield mode.terminal() ? Form.BAR : mode.volume() == Volume.VERBOSE ? Form.LINES : Form.NOTHING;
            }
        };
    }

    private void bar(String label, JobProgress progress) {
        long now = System.nanoTime();
        if (now - drawn < FRAME_NANOS && progress.fraction() < 1) {
            return;
        }
        drawn = now;
        double all = Math.min(1, fractions.values().stream().mapToDouble(Double::doubleValue).sum() / total);
        int filled = (int) Math.round(all * WIDTH);
        String line = "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] %3.0f %%  ".formatted(all * 100)
                + words(together.isEmpty() ? Joint.left("", progress) : together, label, progress.stage());
        screen.bar(line.length() > LINE ? line.substring(0, LINE) : line);
    }

    // A line a stage and quarter: a log that is read later wants no thousand lines.
    private void line(Object piece, String label, JobProgress progress) {
        String key = progress.stage() + (int) (progress.fraction() * 4);
        if (!key.equals(said.put(piece, key))) {
            screen.message("%3.0f %%  ".formatted(progress.fraction() * 100)
                    + words(label, progress.stage(), Joint.left("", progress)));
        }
    }

    private void json(Object piece, String label, JobProgress progress) {
        String key = progress.stage() + (int) (progress.fraction() * 100);
        if (!key.equals(said.put(piece, key))) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("progress", piece);
            line.put("name", label);
            line.put("stage", progress.stage());
            line.put("fraction", Math.round(progress.fraction() * 10_000) / 10_000.0);
            line.put("remaining", progress.remaining());
            screen.message(Json.line(line));
        }
    }

    private static String words(String... words) {
        return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining("  "));
    }
}
