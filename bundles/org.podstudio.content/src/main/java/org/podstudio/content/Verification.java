package org.podstudio.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.Expected;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.api.Shelf;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.Picture;
import org.podstudio.imaging.Sanity;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;

/** One result held against what was promised of it. */
final class Verification {

    private static final String ADVICE = "Run it again; if it stays so, report it with the job's log.";

    private final Images images;
    private final Ffmpeg ffmpeg;
    private final Output output;
    private final Expected expected;
    private final Run run;

    Verification(Images images, Ffmpeg ffmpeg, Output output, Run run) {
        this.images = images;
        this.ffmpeg = ffmpeg;
        this.output = output;
        this.expected = output.expected();
        this.run = run;
    }

    void run(Path source) throws IOException {
        run.checkCanceled();
        if (images.sniff(output.file()).isPresent()) {
            picture(source);
        } else {
            duration(media(), source);
        }
    }

    private void picture(Path source) throws IOException {
        Picture picture = decoded();
        size(OptionalInt.of(picture.width()), OptionalInt.of(picture.height()));
        // a picture made of a sound or a film has nothing to be judged against
        if (output.shelf() != Shelf.MASKS && images.sniff(source).isPresent()) {
            Sanity.check(picture, () -> source(source, picture));
        }
    }

    private Picture decoded() throws IOException {
        try {
            return images.read(output.file(), run::checkCanceled);
        } catch (ProcessingException e) {
            throw unreadable(e);
        }
    }

    /** What does not fit into memory as a whole is looked at in about the size of the result. */
    private Picture source(Path source, Picture result) {
        try {
            return images.header(source).large()
                    ? images.readAtLeast(source, result.width(), result.height(), run::checkCanceled)
                    : images.read(source, run::checkCanceled);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return its duration in seconds */
    private double media() {
        try {
            MediaInfo info = ffmpeg.probe(output.file(), run);
            ffmpeg.decode(output.file(), run);
            size(Streams.width(info), Streams.height(info));
            return info.seconds();
        } catch (ProcessingException e) {
            throw e.code().startsWith("verify.") ? e : unreadable(e);
        }
    }

    private void size(OptionalInt width, OptionalInt height) {
        boolean wrong = expected.width().isPresent() && !expected.width().equals(width)
                || expected.height().isPresent() && !expected.height().equals(height);
        if (wrong) {
            throw problem("verify.wrong-size", "has " + words(width) + " x " + words(height) + " pixels instead of "
                    + words(expected.width()) + " x " + words(expected.height()));
        }
    }

    private void duration(double seconds, Path source) {
        if (expected.seconds().isEmpty()) {
            return;
        }
        double wanted = expected.seconds().getAsDouble();
        if (differ(seconds, wanted)) {
            requireWhole(source);
            throw problem("verify.wrong-duration",
                    String.format(Locale.ROOT, "lasts %.2f s instead of %.2f s", seconds, wanted));
        }
    }

    /** A source that ends earlier than its header says is to blame for a result that is too short. */
    private void requireWhole(Path source) {
        double said = ffmpeg.probe(source, run).seconds();
        double there = ffmpeg.decode(source, run);
        if (differ(there, said)) {
            throw ProcessingException.input("media.cut-short", String.format(Locale.ROOT,
                    "%s ends after %.2f s, though it says that it lasts %.2f s: a part of it is missing.",
                    source.getFileName(), there, said), "Get the file again from where it came from.");
        }
    }

    private static boolean differ(double seconds, double wanted) {
        return Math.abs(seconds - wanted) > Math.max(0.1, wanted / 100);
    }

    private static String words(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "no";
    }

    private ProcessingException unreadable(ProcessingException cause) {
        return new ProcessingException(ErrorKind.TOOL, "verify.unreadable",
                "The result cannot be read back: " + cause.message(), ADVICE, cause);
    }

    private ProcessingException problem(String code, String what) {
        return new ProcessingException(ErrorKind.TOOL, code,
                "The result " + output.file().getFileName() + " " + what + ".", ADVICE);
    }
}
