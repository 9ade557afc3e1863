package org.podstudio.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.podstudio.models.internal.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user's models on disk: {@code <id>/<id>.onnx}, {@code <id>/installed.json}, and {@code <id>/card.json} for what the user brought. Files
 * are put in place by moves within the folder, the record last.
 */
final class ModelsFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ModelsFolder.class);

    private static final String STAGING = ".staging-";
    /** Longer than any fetch takes. */
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final Path root;

    ModelsFolder(Path root) {
        this.root = root;
    }

    Path file(String id) {
        return folder(id).resolve(id + ".onnx");
    }

    /** Whether anything of a model is here, whole or not. */
    boolean holds(String id) {
        return Card.isId(id) && Files.exists(folder(id));
    }

    /** @throws IllegalArgumentException for an id that would lead out of this folder */
    private Path folder(String id) {
        Path folder = root.resolve(id).normalize();
        if (!Card.isId(id) || !root.normalize().equals(folder.getParent())) {
            throw new IllegalArgumentException("bad model id: " + id);
        }
        return folder;
    }

    /** The record of a model whose file is there and has the recorded size. */
    Optional<Installation> installation(String id) {
        try {
            Installation known = CardFile.read(record(id), Installation.class);
            return Files.size(file(id)) == known.bytes() ? Optional.of(known) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("The model {} counts as not installed: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    /** A new empty folder on the same disk; the caller calls {@link #delete}. Deletes what a crash left of older ones. */
    Path staging() throws IOException {
        Files.createDirectories(root);
        sweep();
        return Files.createTempDirectory(root, STAGING);
    }

    /** Another program may be at work in a young one. */
    private void sweep() throws IOException {
        Instant old = Instant.now().minus(LEFT_BEHIND);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root, STAGING + "*")) {
            for (Path staging : all) {
                if (touched(staging).isBefore(old)) {
                    delete(staging);
                }
            }
        }
    }

    private static Instant touched(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.MAX; // another program has just deleted it
        }
    }

    /** Moves a finished file into place and records it. */
    Installation put(String id, Path staged, String source, String licenceAccepted) throws IOException {
        Installation installation = new Installation(Files.size(staged), Sha256.of(staged), source, licenceAccepted);
        Files.createDirectories(folder(id));
        Files.deleteIfExists(record(id));
        Files.move(staged, file(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        write(record(id), installation);
        return installation;
    }

    /** Cards of what the user brought. */
    List<Card> ownCards() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.sorted().flatMap(folder -> new FolderRack(folder).cards("card.json").stream()).toList();
        } catch (IOException e) {
            LOG.warn("Models in {} cannot be read: {}", root, e.getMessage());
            return List.of();
        }
    }

    void putCard(Card card) throws IOException {
        write(folder(card.id()).resolve("card.json"), card);
    }

    void remove(String id) throws IOException {
        Files.deleteIfExists(record(id));
        delete(folder(id));
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(ModelsFolder::deleteOne);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path record(String id) {
        return folder(id).resolve("installed.json");
    }

    private static void write(Path file, Object value) throws IOException {
        // a name of its own: two programs may unpack the same model at their first start
        Path temporary = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".tmp");
        try {
            CardFile.write(temporary, value);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
