package org.podstudio.library;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Shelf;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.content.Inspection;
import org.podstudio.content.Inspector;
import org.podstudio.store.Rebuilder;
import org.podstudio.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes every media file of a project an asset again that a rebuilt database does not know: with its content, the theme of its folder and
 * what its name tells, for more of it is not known. Thumbnails are made when they are looked at, as always. For any thread.
 */
@Component(service = Rebuilder.class, property = "service.ranking:Integer=100")
public final class FilesRebuilder implements Rebuilder {

    private static final Logger LOG = LoggerFactory.getLogger(FilesRebuilder.class);
    private static final int BATCH = 64;
    private static final Pattern MADE = Pattern.compile(".+?__([a-z0-9_-]+?)__\\d{8}_\\d{6}(-\\d+)?(\\.[^.]*)?");

    private final Import.Reader reader;

    /** With what looks into files. */
    @Activate
    public FilesRebuilder(@Reference Inspector inspector) {
        this(inspector::inspect);
    }

    FilesRebuilder(Import.Reader reader) {
        this.reader = reader;
    }

    @Override
    public List<String> rebuild(ProjectFolder folder, Store store) {
        List<String> remarks = new ArrayList<>();
        Set<String> known = new HashSet<>();
        List<String> missing = new ArrayList<>();
        store.assets().list(AssetQuery.ALL).forEach(asset -> {
            known.add(asset.path());
            if (!Files.exists(folder.resolve(asset.path()))) {
                missing.add(asset.path());
            }
        });
        remark(remarks, missing, "file(s) are missing");
        List<String> unread = new ArrayList<>();
        List<Asset> found = new ArrayList<>();
        long before = store.assets().count();
        roots(folder).forEach(root -> walk(root, file -> {
            String path = folder.relative(file);
            if (!known.contains(path)) {
                look(folder, file).ifPresentOrElse(found::add, () -> unread.add(path));
                flush(found, store, BATCH);
            }
        }));
        flush(found, store, 1);
        long more = store.assets().count() - before;
        if (more > 0) {
            remarks.add(more + " file(s) came in anew: their ratings, tags and history are not known.");
        }
        remark(remarks, unread, "file(s) could not be taken up as media");
        return remarks;
    }

    private static void flush(List<Asset> found, Store store, int least) {
        if (found.size() >= least) {
            store.assets().addAll(List.copyOf(found));
            found.clear();
        }
    }

    private static void remark(List<String> remarks, List<String> paths, String what) {
        if (!paths.isEmpty()) {
            remarks.add(paths.size() + " " + what + ", the first is " + paths.getFirst() + ".");
        }
    }

    private static Stream<Path> roots(ProjectFolder folder) {
        return Stream.concat(Stream.of(MediaKind.values()).map(folder::library),
                Stream.of(Shelf.values()).map(folder::work));
    }

    /** Without hidden files and folders, and without following links; a folder that cannot be read is passed over. */
    private static void walk(Path root, Consumer<Path> each) {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root, file -> !hidden(file))) {
            for (Path file : all) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    each.accept(file);
                } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    folders.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("{} was passed over: {}", root, e.toString());
        }
        folders.forEach(folder -> {
            List<Path> faces = faces(folder);
            if (faces.isEmpty()) {
                walk(folder, each);
            } else {
                faces.forEach(each);
            }
        });
    }

    /** Of a folder that one job made, the file it is known by; the rest is what that file is the face of. */
    private static List<Path> faces(Path folder) {
        List<Path> faces = new ArrayList<>();
        if (MADE.matcher(folder.getFileName().toString()).matches()) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Output::isFace)) {
                all.forEach(faces::add);
            } catch (IOException | DirectoryIteratorException e) {
                LOG.warn("{} was passed over: {}", folder, e.toString());
            }
        }
        return faces;
    }

    private static boolean hidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private Optional<Asset> look(ProjectFolder folder, Path file) {
        try {
            Inspection inspection = reader.inspect(file);
            Instant made = Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS);
            return Optional.of(new Asset(UUID.randomUUID(), inspection.kind(), folder.relative(file),
                    inspection.content(), labels(folder, file), Optional.empty(), inspection.generator(),
                    Optional.empty(), made));
        } catch (ProcessingException | IOException e) {
            LOG.info("{} is not taken up: {}", file, e.toString());
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.error("A reader failed on {}", file, e);
            return Optional.empty();
        }
    }

    /** {@code Library/images/dragons/20261121/…} is of dragons, and {@code cat__crop__20261121_165500.png} was edited and cropped. */
    private static Labels labels(ProjectFolder folder, Path file) {
        Path path = folder.root().relativize(file);
        boolean imported = path.startsWith("Library") && path.getNameCount() > 3;
        String theme = imported
                ? Words.theme(path.getName(2).toString()).orElse(Words.UNSORTED)
                : Words.UNSORTED;
        Set<String> tags = new HashSet<>();
        Path named = Output.isFace(file) ? Objects.requireNonNull(file.getParent()) : file;
        Matcher made = MADE.matcher(named.getFileName().toString());
        if (!imported && made.matches()) {
            tags.add(made.group(1));
            tags.add(file.startsWith(folder.work(Shelf.UPSCALES)) ? "upscaled" : "edited");
        }
        return new Labels(theme, tags, 0, false);
    }
}
