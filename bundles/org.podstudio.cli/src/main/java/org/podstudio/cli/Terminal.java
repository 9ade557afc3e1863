package org.podstudio.cli;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Whether a person looks at the output. */
final class Terminal {

    private static final int USUAL = 80;
    private static final long PATIENCE_MILLIS = 500;

    private Terminal() {
    }

    /** Asked only when it matters: it costs some milliseconds. */
    static boolean present() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // since Java 22 there is a console even without a terminal, and a method to tell
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** How many letters a line has; 80 where the system does not tell. */
    static int columns() {
        int told = number(Objects.requireNonNullElse(System.getenv("COLUMNS"), ""));
        return told > 0 ? told : asked();
    }

    // Java cannot ask the terminal; stty can, where there is one
    private static int asked() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD).start();
            if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return USUAL;
            }
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            int columns = number(size.strip().replaceFirst(".* ", ""));
            return columns > 0 ? columns : USUAL;
        } catch (IOException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }
}
