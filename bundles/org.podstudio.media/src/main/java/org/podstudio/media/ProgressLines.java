package org.podstudio.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.podstudio.api.Run;
import org.podstudio.media.internal.child.Child;

/**
 * Reads {@code -progress}: blocks of {@code key=value} lines, each ended by {@code progress=continue} or
 * {@code progress=end}. A block counts when it ends; what stands in no block, or after the end, counts for nothing.
 * ffmpeg says {@code N/A} for what it does not know, and of several outputs tells the time of the slowest.
 */
final class ProgressLines implements Child.Reader {

    private final double seconds;
    private final Run run;
    private final Consumer<Progress> watcher;
    private final Map<String, String> block = new HashMap<>();
    private Progress last = Progress.NONE;

    /** @param seconds of what is made; 0: unknown, then only the end is reported */
    ProgressLines(double seconds, Run run) {
        this(seconds, run, progress -> {});
    }

    ProgressLines(double seconds, Run run, Consumer<Progress> watcher) {
        this.seconds = seconds;
        this.run = run;
        this.watcher = watcher;
    }

    /** Seconds of what was made so far; for the thread that reads, and for others when it has ended. */
    double reached() {
        return last.seconds();
    }

    @Override
    public void read(InputStream in) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        for (String line; (line = lines.readLine()) != null;) {
            accept(line);
        }
    }

    void accept(String line) {
        int equals = line.indexOf('=');
        if (equals < 0 || last.done()) {
            return;
        }
        String key = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        if (key.equals("progress")) {
            report(value.equals("end"));
        } else {
            block.put(key, value);
        }
    }

    private void report(boolean end) {
        last = new Progress((long) number("frame", last.frames()), Math.max(last.seconds(), number("out_time_us",
                last.seconds() * 1e6) / 1e6), (long) number("total_size", last.bytes()), number("speed", 0),
                (long) number("drop_frames", last.dropped()), (long) number("dup_frames", last.repeated()), end);
        block.clear();
        if (end || seconds > 0) {
            run.progress(last.fraction(seconds));
        }
        watcher.accept(last);
    }

    /** {@code 12}, {@code 1.5x}, {@code 1.2e+03x}; what is none is as before. */
    private double number(String key, double before) {
        String text = block.getOrDefault(key, "").replaceFirst("x$", "");
        try {
            return text.isEmpty() ? before : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return before;
        }
    }
}
