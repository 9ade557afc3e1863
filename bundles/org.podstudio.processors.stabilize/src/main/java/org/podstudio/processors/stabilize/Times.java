package org.podstudio.processors.stabilize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When each picture is shown, as ffmpeg's {@code framecrc} writes it: a head with the unit, then a line a picture.
 *
 * @param ticks of each picture
 * @param unit a tick in seconds, as a fraction: {@code 1/12800}
 */
record Times(List<Long> ticks, String unit) {

    private static final Pattern UNIT = Pattern.compile("#tb 0: (\\d+/\\d+)");
    private static final double NANOSECONDS = 1e9;

    static Times read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String unit = lines.stream().map(UNIT::matcher).filter(Matcher::matches).map(m -> m.group(1)).findFirst()
                .orElse("1/25");
        return new Times(lines.stream().filter(l -> !l.startsWith("#")).map(l -> Long.valueOf(l.split(",")[2].strip()))
                .toList(), unit);
    }

    int pictures() {
        return ticks.size();
    }

    /** From the first picture on. */
    long nanoseconds(int picture) {
        return Math.round((ticks.get(picture) - ticks.getFirst()) * tick() * NANOSECONDS);
    }

    /** When the first picture is shown, in the source's own time. */
    double firstSeconds() {
        return ticks.isEmpty() ? 0 : ticks.getFirst() * tick();
    }

    private double tick() {
        String[] parts = unit.split("/");
        return Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
    }
}
