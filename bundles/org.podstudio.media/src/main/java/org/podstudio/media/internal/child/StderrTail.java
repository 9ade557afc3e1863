package org.podstudio.media.internal.child;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last lines of a child's error output, and the first few that it called errors. Bounded, for any thread. */
public final class StderrTail {

    private static final Logger LOG = LoggerFactory.getLogger(StderrTail.class);
    private static final int LINES = 60;
    private static final int ERRORS = 5;
    /** The loader about a stand-in; a limit that an input without pictures does not need. */
    private static final List<String> NOISE = List.of("no version information available",
            "Codec AVOption max_pixels");
    private static final Pattern ERROR = Pattern.compile("\\[(error|fatal|panic)\\] ");
    /** {@code [mov,mp4 @ 0x55b8c461de80] } tells a user nothing and differs at each run. */
    private static final Pattern WHO = Pattern.compile("^(\\[[^\\]]*\\] )+");

    /**
     * The parser of Opus says so about the end of every Matroska file; of a broken packet the decoder complains as
     * well.
     */
    private static final String HARMLESS = "Error parsing Opus packet header";

    private final Deque<String> last = new ArrayDeque<>();
    private final Set<String> errors = new LinkedHashSet<>();

    synchronized void add(String line) {
        if (NOISE.stream().anyMatch(line::contains)) {
            return;
        }
        LOG.debug("{}", line);
        last.addLast(line);
        if (last.size() > LINES) {
            last.removeFirst();
        }
        if (errors.size() < ERRORS && ERROR.matcher(line).find() && !line.contains(HARMLESS)) {
            errors.add(WHO.matcher(line).replaceFirst(""));
        }
    }

    /** The last lines, oldest first. */
    public synchronized List<String> lines() {
        return List.copyOf(last);
    }

    /** The first few different errors, without who said it. */
    public synchronized List<String> errors() {
        return List.copyOf(errors);
    }

    /** Everything kept, as one text to search in. */
    synchronized String text() {
        return String.join("\n", errors) + "\n" + String.join("\n", last);
    }
}
