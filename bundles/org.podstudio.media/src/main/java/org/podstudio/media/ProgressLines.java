package org.podstudio.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.podstudio.api.Run;

/**
 * Reads {@code -progress}: blocks of {@code key=value} lines, each ended by {@code progress=continue} or
 * {@code progress=end}. The time of a block counts when the block ends. ffmpeg says {@code N/A} before the first
 * packet.
 */
final class ProgressLines implements Child.Reader {

    private final double seconds;
    private final Run run;
    private double reached;

    /** @param seconds of what is made; 0: unknown, then only the end is reported */
    ProgressLines(double seconds, Run run) {
        this.seconds = seconds;
        this.run = run;
    }

    /** Seconds of what was made so far; for the thread that reads, and for others when it has ended. */
    double reached() {
        return reached;
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
        if (equals < 0) {
            return;
        }
        String value = line.substring(equals + 1).strip();
        switch (line.substring(0, equals)) {
            case "out_time_us" -> reached = Math.max(reached, microseconds(value));
            case "progress" -> report(value);
            default -> {
            }
        }
    }

    private void report(String value) {
        if (value.equals("end")) {
            run.progress(1);
        } else if (seconds > 0) {
            run.progress(Math.min(1, reached / seconds));
        }
    }

    private static double microseconds(String value) {
        try {
            return Long.parseLong(value) / 1e6;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
