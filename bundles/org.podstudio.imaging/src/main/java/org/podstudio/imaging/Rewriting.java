package org.podstudio.imaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.imaging.internal.colour.Profile;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.metadata.Metadata;
import org.podstudio.imaging.metadata.MetadataPolicy;

/** Changes of a file beside its pixels. */
final class Rewriting {

    private static final long MOST_BYTES = 1 << 30;
    /** It is read into memory beside what a job said that it needs. */
    private static final long MOST_CARRIED = 256 << 20;
    /** Beside EXIF. */
    private static final Set<ImageFormat> HOLD_RESOLUTION = Set.of(ImageFormat.JPEG, ImageFormat.PNG);

    private Rewriting() {
    }

    static Beside beside(Path file, ImageFormat format) throws IOException {
        byte[] bytes = bytes(file);
        try {
            return Metadata.read(bytes, format.mime());
        } catch (IOException e) {
            throw broken(file, format, e);
        }
    }

    /** What can be carried along to new pixels; what is damaged costs no job, and is told. */
    static Beside carried(Path file, ImageFormat format, Consumer<String> note) throws IOException {
        if (Files.size(file) > MOST_CARRIED) {
            note.accept("What is written beside the pixels was not carried along: the file has more than "
                    + (MOST_CARRIED >> 20) + " MB.");
            return Beside.NOTHING;
        }
        try {
            Beside beside = beside(file, format);
            return beside.exif().isEmpty() && HOLD_RESOLUTION.contains(format)
                    ? Embedded.dpi(file, format).map(beside::withResolution).orElse(beside)
                    : beside;
        } catch (RuntimeException e) {
            note.accept("What is written beside the pixels cannot be read, and was not carried along.");
            return Beside.NOTHING;
        }
    }

    static Rewritten rewrite(Path source, Path target, ImageFormat format, MetadataPolicy policy) throws IOException {
        byte[] bytes = bytes(source);
        Optional<Profile> needed = policy == MetadataPolicy.STRIP_ALL
                ? profile(source, format).filter(p -> !p.likeSrgb())
                : Optional.empty();
        byte[] changed;
        try {
            changed = Metadata.rewrite(bytes, format.mime(), policy, needed.isPresent());
        } catch (IOException e) {
            throw broken(source, format, e);
        }
        Files.write(target, changed);
        Map<String, String> kept = Embedded.of(target, format);
        Map<String, String> removed = new HashMap<>(Embedded.of(source, format));
        removed.keySet().removeAll(kept.keySet());
        return new Rewritten(removed, kept, needed.map(Profile::description));
    }

    private static Optional<Profile> profile(Path file, ImageFormat format) throws IOException {
        try {
            return format == ImageFormat.TIFF
                    ? TiffTags.of(file).bytes(TiffTags.ICC_PROFILE).flatMap(Profile::of)
                    : beside(file, format).profile().flatMap(Profile::of);
        } catch (IOException e) {
            throw broken(file, format, e);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw ProcessingException.input("image.too-large", file.getFileName() + " has more than 1 GB.",
                    "Change it with the program it came from.");
        }
        return Files.readAllBytes(file);
    }

    private static ProcessingException broken(Path file, ImageFormat format, IOException cause) {
        return new ProcessingException(ErrorKind.INPUT, "image.broken",
                file.getFileName() + " cannot be changed as " + format.title() + ": " + cause.getMessage() + ".",
                "Get the file again from where it came from.", cause);
    }
}
