package org.podstudio.store.internal;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.function.LongSupplier;

/** Leaves out of a chronicle whatever a later line tells anew, and what makes no sense. Nobody may write to it meanwhile. */
public final class Thinning {

    /** A shorter one is not worth the trouble, bytes. */
    private static final long SHORT = 1 << 20;

    private Thinning() {
    }

    /**
     * Whether most of its lines are told anew later.
     *
     * @param known how many things it tells of, about; asked only when it is long
     */
    public static boolean due(Path file, LongSupplier known) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) > SHORT && lines(file) > 2 * known.getAsLong();
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

    private static long lines(Path file) throws IOException {
        long lines = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] bytes = new byte[1 << 16];
            for (int count; (count = in.read(bytes)) >= 0;) {
                for (int i = 0; i < count; i++) {
                    lines += bytes[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }
}
