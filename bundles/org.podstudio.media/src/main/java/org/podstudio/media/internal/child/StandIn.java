package org.podstudio.media.internal.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/** An ELF library without content: a header, one segment, a dynamic section that says its name. 64 bit, x86. */
final class StandIn {

    /** Libraries of devices: a program that only reads and writes files never calls them. */
    static final Set<String> NAMES = Set.of("libpulse.so.0", "libasound.so.2", "libxcb.so.1", "libxcb-shm.so.0");

    private static final int HEADER = 64;
    private static final int PROGRAM = 56;
    private static final int DYNAMIC = HEADER + 3 * PROGRAM;
    private static final int ENTRIES = 6;
    private static final int SYMBOLS = DYNAMIC + ENTRIES * 16;
    private static final int STRINGS = SYMBOLS + 24;

    private StandIn() {
    }

    /** Puts the library there in one step: two programs may do it at once. */
    static void write(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, name, ".draft");
            Files.write(draft, library(name));
            Files.move(draft, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] library(String name) {
        byte[] strings = ("\0" + name + "\0").getBytes(StandardCharsets.US_ASCII);
        int size = STRINGS + strings.length;
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        header(out);
        segment(out, 1, 6, 0, size, 4096); // PT_LOAD, writable: the loader relocates the dynamic section in place
        segment(out, 2, 6, DYNAMIC, ENTRIES * 16, 8); // PT_DYNAMIC
        segment(out, 0x6474e551, 6, 0, 0, 16); // PT_GNU_STACK: not executable
        long[] dynamic = {14, 1, 5, STRINGS, 6, SYMBOLS, 10, strings.length, 11, 24, 0,
                0}; // SONAME STRTAB SYMTAB STRSZ SYMENT NULL
        for (long word : dynamic) {
            out.putLong(word);
        }
        out.position(STRINGS);
        out.put(strings);
        return out.array();
    }

    private static void header(ByteBuffer out) {
        out.put(new byte[]{0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        out.putShort((short) 3).putShort((short) 62).putInt(1).putLong(0).putLong(HEADER).putLong(0).putInt(0);
        out.putShort((short) HEADER).putShort((short) PROGRAM).putShort((short) 3).putShort((short) 64)
                .putShort((short) 0).putShort((short) 0);
    }

    private static void segment(ByteBuffer out, int type, int flags, long offset, long size, long align) {
        out.putInt(type).putInt(flags).putLong(offset).putLong(offset).putLong(offset).putLong(size).putLong(size)
                .putLong(align);
    }
}
