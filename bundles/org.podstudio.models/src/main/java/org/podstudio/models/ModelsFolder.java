package org.podstudio.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    private final Path root;

    ModelsFolder(Path root) {
        this.root = root;
    }

    Path file(String id) {
        return root.resolve(id).resolve(id + ".onnx");
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

    /** A new empty folder on the same disk; the caller calls {@link #delete}. */
    Path staging() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(root), ".staging-");
    }

    /** Moves a finished file into place and records it. */
    Installation put(String id, Path staged, String source, String licenceAccepted) throws IOException {
        Installation installation = new Installation(Files.size(staged), Sha256.of(staged), source, licenceAccepted);
        Files.createDirectories(root.resolve(id));
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
        write(root.resolve(card.id()).resolve("card.json"), card);
    }

    void remove(String id) throws IOException {
        Files.deleteIfExists(record(id));
        delete(root.resolve(id));
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
        return root.resolve(id).resolve("installed.json");
    }

    private static void write(Path file, Object value) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        CardFile.write(temporary, value);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
