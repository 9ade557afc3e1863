package org.podstudio.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.api.project.Content;
import org.podstudio.engine.internal.work.Examiner;

/** Takes letters for media: {@code .png} is a picture, {@code .wav} is sound; one that says "broken" does not verify. */
final class Letters implements Examiner {

    /** What happens while an output is verified. */
    Consumer<Run> verifying = run -> {};
    /** What happens while a file is hashed; with the check that ends it. */
    Consumer<Runnable> hashing = check -> {};

    @Override
    public Optional<MediaKind> kind(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".png")
                ? Optional.of(MediaKind.IMAGE)
                : name.endsWith(".wav") ? Optional.of(MediaKind.AUDIO) : Optional.empty();
    }

    @Override
    public String sha256(Path file, Runnable check) throws IOException {
        hashing.accept(check);
        return sha256(file);
    }

    String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Finding examine(Path file, Run run) throws IOException {
        run.checkCanceled();
        return examine(file);
    }

    Finding examine(Path file) throws IOException {
        return new Finding(kind(file).orElseThrow(), new Content(sha256(file), Files.size(file), "image/png",
                OptionalInt.of(1), OptionalInt.of(1), OptionalDouble.empty(), "png", Map.of()));
    }

    @Override
    public void verify(Output output, Path source, Run run) throws IOException {
        verifying.accept(run);
        run.checkCanceled();
        if (Files.readString(output.file()).contains("broken")) {
            throw new ProcessingException(ErrorKind.TOOL, "verify.unreadable",
                    output.file().getFileName() + " cannot be read.", "Retry.");
        }
    }
}
