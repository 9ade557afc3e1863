package org.podstudio.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cards in a folder of {@code *.json}. */
record FolderRack(Path folder) implements Rack {

    private static final Logger LOG = LoggerFactory.getLogger(FolderRack.class);

    @Override
    public List<Card> cards() {
        return cards(".json");
    }

    /** The cards in files whose names end so. */
    List<Card> cards(String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().flatMap(file -> card(file).stream())
                    .toList();
        } catch (IOException e) {
            LOG.warn("Cards in {} cannot be read: {}", folder, e.getMessage());
            return List.of();
        }
    }

    @Override
    public Optional<InputStream> open(String card, String path) throws IOException {
        Path file = folder.resolve(path).normalize();
        boolean here = file.startsWith(folder.normalize()) && Files.isRegularFile(file)
                && cards().stream().anyMatch(c -> c.id().equals(card));
        return here ? Optional.of(Files.newInputStream(file)) : Optional.empty();
    }

    private static Optional<Card> card(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(CardFile.readCard(in));
        } catch (IOException e) {
            LOG.warn("The card {} is left out: {}", file, e.getMessage());
            return Optional.empty();
        }
    }
}
