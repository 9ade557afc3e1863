package org.podstudio.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Content;
import org.podstudio.api.project.Labels;
import org.podstudio.api.MediaKind;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.content.Inspector;
import org.podstudio.imaging.Thumbnail;
import org.podstudio.imaging.Images;
import org.podstudio.media.Ffmpeg;
import org.podstudio.testkit.SampleMedia;
import org.podstudio.testkit.SmallDisk;

/** Wants small pictures of a photograph and of a sound while the disk is full, and again when there is room. */
final class FullThumbnails {

    private FullThumbnails() {
    }

    public static void main(String[] args) throws IOException {
        Path disk = Path.of(args[0]);
        Path filler = disk.resolve("filler");
        ProjectFolder folder = new ProjectFolder(Files.createDirectory(disk.resolve("project")));
        Files.createDirectories(folder.thumbnails());
        Path out = Files.createDirectory(disk.resolve("out"));
        Inspector inspector = new Inspector(new Images(), new Ffmpeg());
        Thumbnails thumbnails = new Thumbnails(folder, inspector::thumbnail);
        Path photo = SampleMedia.photo(folder.root(), 640, 480);
        List<Asset> assets = List.of(asset(folder, photo, MediaKind.IMAGE),
                asset(folder, SampleMedia.wav(folder.root(), 0.3), MediaKind.AUDIO));
        SmallDisk.fill(filler);
        for (Asset asset : assets) {
            require(thumbnails.of(asset).isEmpty(), "one was made without room");
        }
        Problem problem = only(inspector, photo, out).orElseThrow();
        require(problem.code().equals("disk.full") || problem.code().contains("disk-full"), problem.toString());
        require(problem.message().lines().count() == 1, problem.message());
        require(files(folder.thumbnails()).isEmpty(), "left: " + files(folder.thumbnails()));
        require(files(out).isEmpty(), "left: " + files(out));
        Files.delete(filler);
        for (Asset asset : assets) {
            require(thumbnails.of(asset).isPresent(), "none is made though there is room again");
        }
        require(only(inspector, photo, out).isEmpty(), "not though there is room again");
        System.out.println("over");
        System.exit(0);
    }

    private static Optional<Problem> only(Inspector inspector, Path photo, Path out) {
        List<Optional<Problem>> problems = new ArrayList<>();
        new Thumbnailer(inspector).make(
                List.of(new Thumbnailer.Order(photo, List.of(new Thumbnail(out.resolve("a"), 200, Thumbnail.JPEG)))),
                () -> {}, (order, problem) -> problems.add(problem));
        return problems.getFirst();
    }

    private static Asset asset(ProjectFolder folder, Path file, MediaKind kind) {
        return new Asset(UUID.randomUUID(), kind, folder.relative(file),
                new Content("", 0, "", OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.empty(), "", Map.of()),
                new Labels("a", Set.of(), 0, false),
                Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            System.out.println("WRONG: " + otherwise);
            System.exit(1);
        }
    }
}
