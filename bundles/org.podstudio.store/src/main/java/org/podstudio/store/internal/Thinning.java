package org.podstudio.store.internal;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Leaves out of a chronicle whatever a later line tells anew, and what makes no sense. Nobody may write to it meanwhile. */
public final class Thinning {

    /** A shorter one is not worth the trouble, bytes. */
    private static final long SHORT = 1 << 20;
    /** How a line begins that tells of something with an id; the whole of it need not be understood to know which. */
    private static final Pattern SUBJECT = Pattern.compile("\\{\"[^\"]+\":\\{\"id\":\"[^\"]+\"");

    private Thinning() {
    }

    /** Whether it is long, and more than half of it is told anew later: lines differ too much in length to be counted. */
    public static boolean due(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) > SHORT && toldAnew(file) > Files.size(file) / 2;
    }

    /** Takes the place of the old one in one go, when it is on the disk: whatever interrupts it, one of them is there and whole. */
    public static void perform(Path file) throws IOException {
        BitSet latest = latest(file);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var in = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
                var bytes = new FileOutputStream(fresh.toFile());
                Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line; (line = in.readLine()) != null; number++) {
                if (latest.get(number) || line.equals(Chronicle.FIRST)) {
                    out.append(line).append('\n');
                }
            }
            out.flush();
            bytes.getFD().sync();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static BitSet latest(Path file) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        Chronicle.read(file, (number, kind, map) -> lines.put(kind + ' ' + map.get("id"), Math.toIntExact(number)));
        BitSet latest = new BitSet();
        lines.values().forEach(latest::set);
        return latest;
    }

    /** @return bytes */
    private static long toldAnew(Path file) throws IOException {
        Map<String, Integer> lengths = new HashMap<>();
        long anew = 0;
        // a letter for each byte: lengths are right, and ids have none that are longer
        try (var in = new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
            for (String line; (line = in.readLine()) != null;) {
                Matcher subject = SUBJECT.matcher(line);
                if (subject.lookingAt()) {
                    anew += Optional.ofNullable(lengths.put(subject.group(), line.length() + 1)).orElse(0);
                }
            }
        }
        return anew;
    }
}
