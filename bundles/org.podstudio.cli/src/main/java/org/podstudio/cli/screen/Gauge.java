package org.podstudio.cli.screen;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.podstudio.cli.screen.Screen.Mode;
import org.podstudio.cli.screen.Screen.Volume;

/** Shows how far several pieces of work are, the way the user chose. For any thread; closing it wipes the bar. */
public final class Gauge implements AutoCloseable {

    private static final int WIDTH = 24;
    private static final long FRAME_NANOS = 100_000_000;

    private enum Form { BAR, LINES, JSON, NOTHING }

    private final Screen screen;
    private final Form form;
    private final int total;
    private final Map<Object, Double> fractions = new HashMap<>();
    private final Map<Object, String> said = new HashMap<>();
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
     * @param fraction 0 to 1
     * @param stage what happens right now; may be empty
     */
    public synchronized void update(Object piece, String label, double fraction, String stage) {
        fractions.merge(piece, fraction, Math::max);
        switch (form) {
            case BAR -> bar(label, stage, fraction);
            case LINES -> line(piece, label, stage, fraction);
            case JSON -> json(piece, label, stage, fraction);
            case NOTHING -> {
            }
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

    private void bar(String label, String stage, double fraction) {
        long now = System.nanoTime();
        if (now - drawn < FRAME_NANOS && fraction < 1) {
            return;
        }
        drawn = now;
        double all = Math.min(1, fractions.values().stream().mapToDouble(Double::doubleValue).sum() / total);
        int filled = (int) Math.round(all * WIDTH);
        String line = "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] %3.0f %%  ".formatted(all * 100)
                + label
                + (stage.isEmpty() ? "" : "  " + stage);
        screen.bar(line.length() > 78 ? line.substring(0, 78) : line);
    }

    // A line a stage and quarter: a log that is read later wants no thousand lines.
    private void line(Object piece, String label, String stage, double fraction) {
        String key = stage + (int) (fraction * 4);
        if (!key.equals(said.put(piece, key))) {
            screen.message("%3.0f %%  %s  %s".formatted(fraction * 100, label, stage).stripTrailing());
        }
    }

    private void json(Object piece, String label, String stage, double fraction) {
        String key = stage + (int) (fraction * 100);
        if (!key.equals(said.put(piece, key))) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("progress", piece);
            line.put("name", label);
            line.put("stage", stage);
            line.put("fraction", Math.round(fraction * 10_000) / 10_000.0);
            screen.message(Json.line(line));
        }
    }
}
