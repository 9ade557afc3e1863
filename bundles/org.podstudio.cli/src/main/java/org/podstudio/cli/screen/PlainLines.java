package org.podstudio.cli.screen;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.eclipse.jdt.annotation.Nullable;

/** Passes text on a line at a time: whatever is printed at once stays on one line. Its owner flushes the stream behind it. */
final class PlainLines extends PrintStream {

    PlainLines(PrintStream out) {
        super(out, false, StandardCharsets.UTF_8);
    }

    @Override
    public void print(@Nullable String text) {
        super.print(Screen.plain(String.valueOf(text)));
    }
}
