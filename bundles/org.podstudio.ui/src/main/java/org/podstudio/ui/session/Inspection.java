package org.podstudio.ui.session;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.podstudio.engine.JobReport;

/**
 * Everything about one job, as it was when it was looked at.
 *
 * @param report
 *            what the engine knows
 * @param log
 *            the last lines of its log; empty when it has none
 */
public record Inspection(JobReport report, List<String> log) {

    private static final int TAIL_BYTES = 32_000;
    private static final int TAIL_LINES = 100;

    /** Copies the list. */
    public Inspection {
        log = List.copyOf(log);
    }

    /** With the log as it is now; reads the file. */
    static Inspection of(JobReport report) {
        try {
            return new Inspection(report, tail(report.log()));
        } catch (IOException e) {
            return new Inspection(report, List.of());
        }
    }

    private static List<String> tail(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            // the first one was cut where the tail begins
            List<String> whole = from == 0 || lines.isEmpty() ? lines : lines.subList(1, lines.size());
            return whole.subList(Math.max(0, whole.size() - TAIL_LINES), whole.size());
        }
    }
}
