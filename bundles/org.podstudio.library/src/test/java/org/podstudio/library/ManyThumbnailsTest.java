package org.podstudio.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.MediaKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Content;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.ProjectFolder;

/** Small pictures of ten thousand assets in bulk. Every tenth cannot be shown. */
class ManyThumbnailsTest {

    private static final int MANY = 10_000;

    @TempDir
    private Path temp = Path.of("");
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void ten_thousand_are_made_once_and_those_that_fail_are_not_tried_again() throws IOException {
        ProjectFolder folder = new ProjectFolder(temp);
        Files.createDirectories(folder.thumbnails());
        List<Asset> assets = IntStream.range(0, MANY).mapToObj(this::asset).toList();
        Thumbnails thumbnails = new Thumbnails(folder, this::make);
        assertEquals(MANY * 9 / 10, shown(assets, thumbnails));
        assertEquals(MANY, made.get());
        assertEquals(MANY * 9 / 10, shown(assets, thumbnails));
        assertEquals(MANY, made.get(), "what was made, or failed, is known");
        Files.writeString(folder.resolve(assets.getFirst().path()), "another one");
        Files.setLastModifiedTime(folder.resolve(assets.getFirst().path()),
                java.nio.file.attribute.FileTime.from(Instant.now().plusSeconds(9)));
        shown(assets, thumbnails);
        assertEquals(MANY + 1, made.get(), "one was written to since");
    }

    /** How many have a picture; the work stops between two when somebody says so. */
    private static int shown(List<Asset> assets, Thumbnails thumbnails) {
        int[] shown = new int[2];
        AllCores.map(assets, thumbnails::of, () -> {}, (asset, path) -> {
            assertEquals(assets.get(shown[1]++), asset, "in their order");
            shown[0] += path.isPresent() ? 1 : 0;
        });
        assertTrue(shown[1] == assets.size());
        return shown[0];
    }

    private void make(Path file, MediaKind kind, Path target) throws IOException {
        if (made.incrementAndGet() > 0 && file.toString().endsWith("0")) {
            throw ProcessingException.input("image.broken", "It is damaged.", "Get it again.");
        }
        Files.writeString(target, "a small picture");
    }

    private Asset asset(int number) {
        try {
            Files.writeString(temp.resolve("file-" + number), "a picture");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new Asset(UUID.nameUUIDFromBytes(new byte[]{(byte) number, (byte) (number >> 8)}), MediaKind.IMAGE,
                "file-" + number,
                new Content("", 0, "", OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.empty(), "", Map.of()),
                new Labels("a", Set.of(), 0, false), Optional.empty(), Optional.empty(), Optional.empty(),
                Instant.EPOCH);
    }
}
