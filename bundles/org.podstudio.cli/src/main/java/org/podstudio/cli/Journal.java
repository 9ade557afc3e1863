package org.podstudio.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each command into the log: what was asked, how it ended and how long it took. */
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Cli.class);
    private static final Set<String> QUESTIONS = Set.of("--version", "-V", "--help", "-h");

    private Journal() {
    }

    /** One line; none for a question about the command line itself. */
    static void add(List<String> words, int exit, Duration took) {
        if (words.stream().noneMatch(QUESTIONS::contains)) {
            LOG.info(line(words, exit, took));
        }
    }

    static String line(List<String> words, int exit, Duration took) {
        return String.format(Locale.ROOT, "podstudio %s: exit %d after %.2f s", plain(String.join(" ", words)), exit,
                took.toMillis() / 1000.0);
    }

    // a name with a line break must not look like an entry of its own; the address of a site may hold a password
    private static String plain(String words) {
        return words.replaceAll("\\p{Cntrl}", "?").replaceAll("//[^/@\\s]*@", "//");
    }
}
