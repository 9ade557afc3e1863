package org.podstudio.library;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Labels;

/** Themes and tags as they are stored: lower-case, and a theme can be the name of a folder on every system. */
final class Words {

    static final String UNSORTED = "unsorted";

    private static final int LONGEST_THEME = 80;
    private static final int LONGEST_TAG = 255;
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "com1", "com2", "com3", "com4",
            "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8",
            "lpt9");

    private Words() {
    }

    /** The theme that a text means; empty when nothing is left of it. */
    static Optional<String> theme(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]+", "_")
                .replaceAll("^[. ]+|[. ]+$", "");
        String shorter = word.length() > LONGEST_THEME
                ? word.substring(0, word.offsetByCodePoints(0, longest(word))).replaceAll("[. ]+$", "")
                : word;
        return Optional.of(noDevice(shorter)).filter(w -> !w.isEmpty());
    }

    /** Windows takes {@code con.anything} for the console, too. */
    private static String noDevice(String word) {
        String stem = word.split("\\.", 2)[0].strip();
        return DEVICES.contains(stem) ? stem + "_" + word.substring(stem.length()) : word;
    }

    private static int longest(String word) {
        return Math.min(LONGEST_THEME, word.codePointCount(0, word.length()));
    }

    /** @throws ProcessingException {@code library.bad-theme} */
    static String requireTheme(String text) {
        return theme(text).orElseThrow(() -> new ProcessingException(ErrorKind.CONFIGURATION, "library.bad-theme",
                "'" + text + "' cannot be a theme: it must be fit to name a folder.", "Use letters and digits."));
    }

    /** @throws ProcessingException {@code library.bad-theme}, {@code library.bad-tag} */
    static Labels labels(Labels labels) {
        Labels clean = new Labels(requireTheme(labels.theme()),
                new ImportOptions(Optional.empty(), labels.tags(), false, false, false).tags(), labels.rating(),
                labels.approved());
        requireTags(clean.tags());
        return clean;
    }

    static void requireTags(Set<String> tags) {
        tags.stream().filter(tag -> tag.length() > LONGEST_TAG).findAny().ifPresent(tag -> {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "library.bad-tag",
                    "The tag '" + tag.substring(0, 40) + "…' is longer than " + LONGEST_TAG + " characters.",
                    "Shorten it.");
        });
    }
}
