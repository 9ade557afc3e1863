package org.podstudio.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import org.podstudio.api.ProcessingException;

/** What is wrong with a file that somebody wants worked on: one sentence each, whoever finds it. */
public final class Inputs {

    private Inputs() {
    }

    /**
     * A file that is there and holds something.
     *
     * @throws ProcessingException {@code input.missing} or {@code input.empty}; {@code input.not-media} for a folder
     * @throws IOException of the file system
     */
    public static void require(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw ProcessingException.input("input.missing", "There is no file " + file + ".",
                    "Check the path, or bring the file back.");
        }
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        if (!found.isRegularFile()) {
            throw ProcessingException.input("input.not-media", file + " is a folder, not a file.", "Name a file.");
        }
        if (found.size() == 0) {
            throw ProcessingException.input("input.empty", file.getFileName() + " is empty: it has no bytes.",
                    "Get the file again from where it came from.");
        }
    }

    /** It has bytes, but of nothing that can be seen or heard. */
    public static ProcessingException notMedia(Path file) {
        return ProcessingException.input("input.not-media",
                file.getFileName() + " is neither a picture nor a sound nor a film, whatever its name says.",
                "Choose a media file.");
    }
}
