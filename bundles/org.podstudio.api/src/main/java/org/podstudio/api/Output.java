package org.podstudio.api;

import java.nio.file.Path;

/**
 * One file a processor made, below {@link Run#scratch()}. The engine verifies it, moves it into place and owns it from then on.
 *
 * @param file regular file below the scratch folder; its extension is kept
 * @param operation what was done, as it appears in the file's final name: {@code nobg}, {@code x4}, {@code mask}; {@code [a-z0-9_-]+}
 * @param shelf the folder it belongs to
 * @param expected what the engine shall find when it measures the file
 */
public record Output(Path file, String operation, Shelf shelf, Expected expected) {

    /** Refuses an operation that could not stand in a file name. */
    public Output {
        if (!operation.matches("[a-z0-9_-]+")) {
            throw new IllegalArgumentException("operation must match [a-z0-9_-]+ but is '" + operation + "'");
        }
    }
}
