package org.podstudio.cli;

import java.io.Console;

/** Whether a person looks at the output. */
final class Terminal {

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
}
