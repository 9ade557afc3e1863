package org.podstudio.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.ProcessingException;
import org.podstudio.media.command.Guard;

/** What is asked of a file before ffmpeg sees it, and the guard of those arguments that come as words. */
final class Inputs {

    private static final int HEAD = 4096;

    private Inputs() {
    }

    /** The options that go before {@code -i}. */
    static List<String> guard() {
        return Guard.words();
    }

    /**
     * Puts the guard before each {@code -i}; an input whose format the caller names ({@code -f}) is the caller's own,
     * so any format goes.
     */
    static List<String> guarded(List<String> arguments) {
        List<String> guarded = new ArrayList<>();
        boolean named = false;
        for (String word : arguments) {
            if (word.equals("-i")) {
                guarded.addAll(named ? Guard.ownWords() : guard());
                named = false;
            }
            named |= word.equals("-f");
            guarded.add(word);
        }
        return guarded;
    }

    /** @throws ProcessingException {@code media.missing}, {@code media.empty} */
    static void requireContent(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw ProcessingException.input("media.missing", file.getFileName() + " is not there, or is no file.",
                        "Choose a file that exists.");
            }
            if (Files.size(file) == 0) {
                throw ProcessingException.input("media.empty", file.getFileName() + " is empty.",
                        "Export or download it again.");
            }
        } catch (IOException e) {
            throw ProcessingException.input("media.no-access", file.getFileName() + " cannot be read: "
                    + e.getMessage() + ".",
                    "Give yourself the right to read it.");
        }
    }

    /** Words the refusal of a file that no demuxer takes. */
    static ProcessingException unknown(Path file, ProcessingException refusal) {
        return text(file)
                ? ProcessingException.input("media.unknown-format", file.getFileName()
                        + " is text, whatever its name says.",
                        "Choose a file of sound or film.")
                : refusal;
    }

    private static boolean text(Path file) {
        try (var in = Files.newInputStream(file)) {
            for (byte b : in.readNBytes(HEAD)) {
                if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
