package org.podstudio.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.content.Inspection;
import org.podstudio.content.Inspector;
import org.podstudio.library.Sources.Source;
import org.podstudio.store.Assets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One import. Works through the files in batches: two threads look into them, one decides in the order of the files,
 * so that names and duplicates do not depend on who was quicker, two copy, and one transaction records the batch.
 * Originals are deleted after that, if at all.
 */
final class Import {

    private static final Logger LOG = LoggerFactory.getLogger(Import.class);
    private static final int BATCH = 64;
    private static final int WORKERS = 2;
    private static final Set<String> MEDIA_EXTENSIONS = Set.of("jpg", "jpeg", "png", "webp", "gif", "tif", "tiff",
            "bmp", "avif", "heic", "wav", "mp3", "flac", "ogg", "oga", "opus", "m4a", "aac", "wma", "aif", "aiff",
            "mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "wmv", "flv", "mts", "ts", "3gp");

    /** Says what is in a file. */
    @FunctionalInterface
    interface Reader {
        Inspection inspect(Path file) throws IOException;
    }

    /** A file and what is in it, or why it stays outside. */
    record Looked(Source source, Optional<Inspection> inspection, Optional<ImportedFile> refusal) {

        /** Looks into one file; whatever goes wrong with it concerns no other file. */
        static Looked at(Source source, Reader reader) {
            try {
                return new Looked(source, Optional.of(reader.inspect(source.file())), Optional.empty());
            } catch (ProcessingException e) {
                return new Looked(source, Optional.empty(), Optional.of(refusal(source, e)));
            } catch (CanceledException e) {
                throw e;
            } catch (IOException e) {
                return failed(source, Disk.unreadable(source.file(), e));
            } catch (RuntimeException e) {
                LOG.error("A reader failed on {}", source.file(), e);
                return failed(source, puzzling(source, e));
            }
        }

        private static Looked failed(Source source, ProcessingException why) {
            return new Looked(source, Optional.empty(), Optional.of(ImportedFile.failed(source.file(), why)));
        }

        private static ProcessingException puzzling(Source source, RuntimeException e) {
            return new ProcessingException(ErrorKind.SYSTEM, "library.reader-failed",
                    source.file() + " puzzles this program: " + e + ".",
                    "Open it in another program and save it anew; please report it as a bug.", e);
        }

        /** A text among pictures is nobody's mistake; one that calls itself a picture, or that somebody named, is. */
        private static ImportedFile refusal(Source source, ProcessingException why) {
            String name = source.file().getFileName().toString().toLowerCase(Locale.ROOT);
            boolean meantAsMedia = source.named()
                    || MEDIA_EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
            boolean noMedia = Set.of("input.not-media", "input.empty").contains(why.code());
            return noMedia && !meantAsMedia
                    ? ImportedFile.skipped(source.file(), Optional.empty(), "not a media file")
                    : ImportedFile.failed(source.file(), why);
        }
    }

    private final ProjectFolder folder;
    private final Assets assets;
    private final Inspector inspector;
    private final ImportOptions options;
    private final Instant now;
    private final Consumer<Asset> changed;
    private final Targets targets;
    private final Set<String> recorded = new HashSet<>();
    private final Map<String, Planned> fresh = new HashMap<>();
    private Optional<ProcessingException> stopped = Optional.empty();

    Import(ProjectFolder folder, Assets assets, Inspector inspector, ImportOptions options, Instant now,
            Consumer<Asset> changed) {
        this.folder = folder;
        this.assets = assets;
        this.inspector = inspector;
        this.options = options;
        this.now = now;
        this.changed = changed;
        this.targets = new Targets(folder, now.atZone(ZoneOffset.UTC).toLocalDate(), options.mirrorTree(),
                this::isRecorded);
    }

    ImportReport run(List<Path> paths, Consumer<ImportedFile> each) {
        options.theme().ifPresent(Words::requireTheme);
        Words.requireTags(options.tags());
        Sources sources = new Sources(folder);
        paths.forEach(sources::add);
        List<ImportedFile> report = new ArrayList<>(sources.refused());
        report.forEach(each);
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            for (int from = 0; from < sources.found().size(); from += BATCH) {
                List<Source> batch = sources.found().subList(from, Math.min(sources.found().size(), from + BATCH));
                List<ImportedFile> done = stopped.isPresent() ? givenUp(batch) : batch(batch, workers);
                done.forEach(each);
                report.addAll(done);
            }
        }
        return new ImportReport(report);
    }

    private List<ImportedFile> batch(List<Source> sources, ExecutorService workers) {
        List<Looked> all = parallel(workers, sources, source -> Looked.at(source, inspector::inspect));
        List<Inspection> readable = all.stream().flatMap(looked -> looked.inspection().stream()).toList();
        Map<String, Asset> known = assets.byHash(readable.stream().map(i -> i.content().sha256()).toList());
        rememberRecorded(all);
        Map<Source, ImportedFile> results = new LinkedHashMap<>();
        all.forEach(looked -> looked.refusal().ifPresent(refusal -> results.put(looked.source(), refusal)));
        for (List<Looked> open = open(all, results); !open.isEmpty(); open = open(open, results)) {
            Map<Source, Planned> copies = new LinkedHashMap<>();
            open.forEach(looked -> decide(looked, known, copies, results));
            copy(copies, workers, results);
            open(open, results).forEach(
                    looked -> twin(looked).ifPresent(answer -> results.put(looked.source(), answer)));
        }
        return all.stream().map(looked -> Objects.requireNonNull(results.get(looked.source()))).toList();
    }

    /**
     * What is still to be decided: all at first, then the twins of what could not be copied, one of which is copied
     * instead.
     */
    private static List<Looked> open(List<Looked> all, Map<Source, ImportedFile> results) {
        return all.stream().filter(looked -> !results.containsKey(looked.source())).toList();
    }

    private void decide(Looked looked, Map<String, Asset> known, Map<Source, Planned> copies,
            Map<Source, ImportedFile> results) {
        Source source = looked.source();
        Inspection inspection = looked.inspection().orElseThrow();
        String hash = inspection.content().sha256();
        if (fresh.containsKey(hash) && !known.containsKey(hash)) {
            return; // the same bytes as another file of this import: answered when that one is in
        }
        Optional<Asset> twin = Optional.ofNullable(known.get(hash));
        if (twin.isPresent() && Files.exists(folder.resolve(twin.get().path()))) {
            results.put(source, duplicate(source, twin.get()));
            return;
        }
        try {
            Planned planned = twin.isPresent() ? putBack(source, twin.get()) : plan(source, inspection);
            fresh.put(hash, planned);
            copies.put(source, planned);
        } catch (IOException e) {
            results.put(source, ImportedFile.failed(source.file(), Disk.refusal(source.file(), e)));
        }
    }

    private Planned putBack(Source source, Asset missing) {
        return new Planned(source.file(), folder.resolve(missing.path()), missing, true, false);
    }

    private Planned plan(Source source, Inspection inspection) throws IOException {
        String theme = options.theme().map(Words::requireTheme)
                .orElseGet(() -> Themes.of(source, inspection, options.mirrorTree()));
        Path wish = targets.wish(source, inspection.kind(), theme);
        boolean there = targets.orphan(wish, inspection.content().bytes(), inspector::sha256,
                inspection.content().sha256());
        Path target = there ? wish : targets.free(wish);
        Asset asset = new Asset(UUID.randomUUID(), inspection.kind(), folder.relative(target), inspection.content(),
                new Labels(theme, options.tags(), 0, false), Optional.empty(), inspection.generator(), Optional.empty(),
                now);
        return new Planned(source.file(), target, asset, false, there);
    }

    private ImportedFile duplicate(Source source, Asset twin) {
        return ImportedFile.skipped(source.file(), Optional.of(merged(twin)),
                "the same bytes as " + twin.path() + " (" + twin.id() + ")");
    }

    private Asset merged(Asset twin) {
        if (options.dryRun() || twin.labels().tags().containsAll(options.tags())) {
            return twin;
        }
        Asset more = assets.update(twin.id(), stored -> stored.with(tagged(stored.labels())));
        changed.accept(more);
        return more;
    }

    private Labels tagged(Labels labels) {
        Set<String> tags = new HashSet<>(labels.tags());
        tags.addAll(options.tags());
        return new Labels(labels.theme(), tags, labels.rating(), labels.approved());
    }

    /**
     * What to say of a file with the bytes of another one of this import; nothing yet when that failed and this may
     * go in.
     */
    private Optional<ImportedFile> twin(Looked looked) {
        Path file = looked.source().file();
        Planned first = fresh.get(looked.inspection().orElseThrow().content().sha256());
        if (first == null) {
            return stopped.map(why -> ImportedFile.failed(file, why));
        }
        Optional<Asset> asset = options.dryRun() ? Optional.empty() : Optional.of(first.asset());
        return Optional.of(ImportedFile.skipped(file, asset, "the same bytes as " + first.source()));
    }

    private void copy(Map<Source, Planned> copies, ExecutorService workers, Map<Source, ImportedFile> results) {
        if (options.dryRun()) {
            copies.forEach((source, planned) -> results.put(source,
                    ImportedFile.done(source.file(), Optional.empty(), "would go to " + planned.asset().path())));
            return;
        }
        List<Planned> ordered = List.copyOf(copies.values());
        List<Optional<ProcessingException>> failures = parallel(workers, ordered, this::copy);
        List<Planned> copied = new ArrayList<>();
        int i = 0;
        for (Map.Entry<Source, Planned> entry : copies.entrySet()) {
            Optional<ProcessingException> failure = failures.get(i++);
            failure.ifPresent(e -> {
                stopped = stopped.or(() -> Optional.of(e).filter(why -> why.kind() == ErrorKind.RESOURCE));
                results.put(entry.getKey(), ImportedFile.failed(entry.getKey().file(), e));
                fresh.remove(entry.getValue().asset().content().sha256());
            });
            if (failure.isEmpty()) {
                copied.add(entry.getValue());
            }
        }
        record(copied);
        copies.forEach((source, planned) -> results.computeIfAbsent(source, s -> finish(s, planned)));
    }

    private Optional<ProcessingException> copy(Planned planned) {
        try {
            if (!planned.there()) {
                Disk.makeFolder(planned.target().getParent());
                new SafeCopy(inspector::sha256).copy(planned.source(), planned.asset().content().sha256(),
                        ProjectTree.incoming(folder), planned.target());
            }
            return Optional.empty();
        } catch (ProcessingException e) {
            return Optional.of(e);
        }
    }

    private void record(List<Planned> copied) {
        List<Asset> additions = copied.stream().filter(planned -> !planned.known()).map(Planned::asset).toList();
        if (!additions.isEmpty()) {
            assets.addAll(additions);
            additions.forEach(changed);
        }
    }

    private ImportedFile finish(Source source, Planned planned) {
        Asset asset = planned.known() ? merged(planned.asset()) : planned.asset();
        String where = (planned.known() ? "put back to " : "") + asset.path();
        LOG.debug("Imported {} as {}", planned.source(), asset.path());
        return ImportedFile.done(source.file(), Optional.of(asset), options.move() ? where + moved(planned) : where);
    }

    /**
     * Deletes the original once the copy has been read back and its name is on disk; answers what there is to say of
     * it.
     */
    private String moved(Planned planned) {
        try {
            if (!inspector.sha256(planned.target()).equals(planned.asset().content().sha256())) {
                return "; the original stays: its copy reads back differently";
            }
            if (!Files.isSameFile(planned.source(), planned.target())) {
                Disk.sync(planned.target().getParent());
                Files.delete(planned.source());
            }
            return "";
        } catch (IOException e) {
            return "; the original could not be deleted: " + e;
        }
    }

    private void rememberRecorded(List<Looked> all) {
        List<String> wishes = new ArrayList<>();
        all.forEach(looked -> looked.inspection()
                .ifPresent(i -> wishes.add(looked.source().file().getFileName().toString())));
        recorded.clear();
        recorded.addAll(assets.pathsOfFiles(wishes));
    }

    private boolean isRecorded(String path) {
        return recorded.contains(path) || path.matches(".*-\\d+(\\.[^./]*)?") && assets.byPath(path).isPresent();
    }

    private List<ImportedFile> givenUp(List<Source> sources) {
        return sources.stream().map(source -> ImportedFile.failed(source.file(), stopped.orElseThrow())).toList();
    }

    private static <A, B> List<B> parallel(ExecutorService workers, List<A> all, Function<A, B> work) {
        List<Callable<B>> calls = all.stream().<Callable<B>>map(each -> () -> work.apply(each)).toList();
        List<B> results = new ArrayList<>(all.size());
        try {
            for (Future<B> future : workers.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CanceledException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an import worker failed", e.getCause());
        }
    }
}
