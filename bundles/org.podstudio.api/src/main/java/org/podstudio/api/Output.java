package org.podstudio.api;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * One file a processor made, below {@link Run#scratch()}, or a folder of files that belong together, such as a film cut for streaming. The engine
 * verifies it, moves it into place and owns it from then on. Of a folder it knows one file, its face: what the folder is shown by, measured
 * by and worked on by. The rest of the folder is the processor's own to verify; it travels with the face, whole or not at all.
 *
 * @param file regular file below the scratch folder; its extension is kept. Of a folder: its face, directly in it, called {@value #FACE}
 *        with an extension, and keeping that name
 * @param operation what was done, as it appears in the final name of the file or of the folder: {@code nobg}, {@code x4}, {@code mask};
 *        {@code [a-z0-9_-]+}
 * @param shelf the folder it belongs to
 * @param expected what the engine shall find when it measures the file
 * @param folder what moves as a whole, below the scratch folder; empty: the file alone
 */
public record Output(Path file, String operation, Shelf shelf, Expected expected, Optional<Path> folder) {

    /** The name of the face of a folder, without extension. */
    public static final String FACE = "preview";

    /** Refuses an operation that could not stand in a file name, and a face that is not directly in its folder or has another name. */
    public Output {
        if (!operation.matches("[a-z0-9_-]+")) {
            throw new IllegalArgumentException("operation must match [a-z0-9_-]+ but is '" + operation + "'");
        }
        if (folder.isPresent() && (!folder.get().equals(file.getParent()) || !isFace(file))) {
            throw new IllegalArgumentException("the face of " + folder.get() + " must be there and called " + FACE);
        }
    }

    /**
     * What an output is called, beside the name of what it was made of.
     *
     * @param operation as {@link Output#operation}
     * @param extension in lower case, without a dot; empty: none, as of a folder
     */
    public record Name(String operation, String extension) {

        /** Of a folder. */
        public static Name folder(String operation) {
            return new Name(operation, "");
        }

        /** What stands at the end of it: the extension with its dot; empty when there is none. */
        public String ending() {
            return extension.isEmpty() ? "" : "." + extension;
        }

        /** The same of one of several outputs that were asked for by names. */
        public Name of(String output) {
            return output.isEmpty() ? this : new Name(operation + "-" + output, extension);
        }
    }

    /** A file alone. */
    public Output(Path file, String operation, Shelf shelf, Expected expected) {
        this(file, operation, shelf, expected, Optional.empty());
    }

    /** A folder, by its face. */
    public static Output folder(Path face, String operation, Shelf shelf, Expected expected) {
        return new Output(face, operation, shelf, expected, Optional.ofNullable(face.getParent()));
    }

    /** What it is called in place. */
    public Name name() {
        String file = String.valueOf(this.file.getFileName());
        int dot = file.lastIndexOf('.');
        return new Name(operation,
                folder.isPresent() || dot <= 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** What is moved into place: the folder, or the file alone. */
    public Path whole() {
        return folder.orElse(file);
    }

    /** Whether a file has the name of a face. */
    public static boolean isFace(Path file) {
        return file.getFileName().toString().matches(FACE + "\\.[A-Za-z0-9]+");
    }
}
