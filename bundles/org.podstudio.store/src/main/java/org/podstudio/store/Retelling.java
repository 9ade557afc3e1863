package org.podstudio.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Pack;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.store.internal.Chronicle;
import org.podstudio.store.internal.PlainRecord;

/** A chronicle told to an empty database, and a database told to a fresh chronicle. Keeps no more in memory than ids and some hundred records. */
final class Retelling {

    private static final int MANY = 500;

    private final Database database;
    private final ProjectFolder folder;
    private final List<String> remarks = new ArrayList<>();

    Retelling(Database database, ProjectFolder folder) {
        this.database = database;
        this.folder = folder;
    }

    /** Adds what the chronicle knows to an empty database. @return what could not be read, a sentence each */
    List<String> read() throws IOException {
        Map<String, Long> last = new HashMap<>();
        List<ChronicledRest.Letter> letters = new ArrayList<>();
        Map<UUID, Batch> batches = new LinkedHashMap<>();
        int broken = Chronicle.read(folder.chronicle(), (number, kind, map) -> last.put(kind + id(map), number));
        Heap<Asset> assets = new Heap<>("asset", new StoredAssets(database)::addAll);
        Heap<JobRecord> jobs = new Heap<>("job", all -> persist(List.of(), all));
        Heap<Pack> packs = new Heap<>("pack", all -> all.forEach(new StoredPacks(database)::save));
        Chronicle.read(folder.chronicle(), (number, kind, map) -> {
            if (last.getOrDefault(kind + id(map), -1L) == number) {
                switch (kind) {
                    case ChronicledAssets.KIND -> assets.add(PlainRecord.read(map, Asset.class));
                    case ChronicledChanges.BATCH -> batches.put(id(map), PlainRecord.read(map, Batch.class));
                    case ChronicledChanges.KIND -> {
                        JobRecord job = PlainRecord.read(map, JobRecord.class);
                        batches.computeIfAbsent(job.batch(), id -> Batch.of(id, 1, job.times().submitted()));
                        jobs.add(job);
                    }
                    case ChronicledPacks.KIND -> packs.add(PlainRecord.read(map, Pack.class));
                    case ChronicledRest.SETTING -> set(PlainRecord.read(map, ChronicledRest.Setting.class));
                    case ChronicledRest.LESSONS -> new StoredLessons(database)
                            .add(PlainRecord.read(map, ChronicledRest.Taught.class).taught());
                    case ChronicledRest.LETTER -> letters.add(PlainRecord.read(map, ChronicledRest.Letter.class));
                    default -> remarks.add("A later PODStudio wrote down something that is called " + kind + ".");
                }
            }
        });
        assets.flush();
        jobs.flush();
        packs.flush();
        inParts(List.copyOf(batches.values()), some -> persist(some, List.of()));
        letters(letters);
        if (Files.exists(Rebuild.openMark(folder))) {
            remarks.add("The program was not closed in order: what was learned of durations and needs since it was"
                    + " started is lost and will be learned again.");
        }
        if (broken > 0) {
            remarks.add(broken + " line(s) of " + folder.chronicle().getFileName()
                    + " could not be read; what they told is lost, or known from the files.");
        }
        return List.copyOf(remarks);
    }

    /** Makes the chronicle anew, of what the database has; the old one is there until it is done. */
    void write() throws IOException {
        Path fresh = folder.chronicle().resolveSibling(folder.chronicle().getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (Chronicle chronicle = new Chronicle(fresh)) {
            StoredAssets assets = new StoredAssets(database);
            inParts(ids("AssetRow", "added"), ids -> {
                Map<UUID, Asset> some = assets.find(ids);
                chronicle.write(ChronicledAssets.KIND, ids.stream().map(some::get).toList());
            });
            inParts(ids("BatchRow", "submitted"), ids -> chronicle.write(ChronicledChanges.BATCH,
                    rows("BatchRow", BatchRow.class, ids).stream().map(BatchRow::batch).toList()));
            inParts(ids("JobRow", "added"), ids -> {
                Map<UUID, JobRecord> some = new HashMap<>();
                rows("JobRow", JobRow.class, ids).forEach(row -> some.put(row.job().id(), row.job()));
                chronicle.write(ChronicledChanges.KIND, ids.stream().map(some::get).toList());
            });
            chronicle.write(ChronicledPacks.KIND, new StoredPacks(database).list().reversed());
            writeRest(chronicle);
            if (chronicle.gap()) {
                throw new IOException(fresh + " cannot be written");
            }
        }
        if (Files.exists(fresh)) {
            Files.move(fresh, folder.chronicle(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void writeRest(Chronicle chronicle) {
        chronicle.write(ChronicledRest.SETTING, database.read(em -> em
                .createQuery("select s from SettingRow s", SettingRow.class).getResultStream()
                .map(row -> ChronicledRest.Setting.of(row.name(), Optional.of(row.content()))).toList()));
        List<String> subjects = database.read(
                em -> em.createQuery("select distinct l.subject from LessonRow l", String.class).getResultList());
        subjects.forEach(subject -> chronicle.write(ChronicledRest.LESSONS,
                List.of(ChronicledRest.Taught.of(subject, new StoredLessons(database)))));
        chronicle.write(ChronicledRest.LETTER, database.read(em -> em
                .createQuery("select f from FailureRow f where f.settled is not null or f.remark <> ''",
                        FailureRow.class)
                .getResultStream().map(FailureRow::letter).toList()));
    }

    private void set(ChronicledRest.Setting setting) {
        setting.value().ifPresent(value -> new StoredSettings(database).put(setting.name(), value));
    }

    private <T> List<T> rows(String row, Class<T> type, List<UUID> ids) {
        return database
                .read(em -> IdBatches.query(em, "select r from " + row + " r where r.id in :keys", type, ids));
    }

    private List<UUID> ids(String row, String order) {
        return database.read(
                em -> em.createQuery("select r.id from " + row + " r order by r." + order, UUID.class).getResultList());
    }

    private void persist(List<Batch> batches, List<JobRecord> jobs) {
        database.tx(em -> {
            ChangeGroup.restore(em, batches, jobs);
            return true;
        });
    }

    /** @param told what was said of some of them; of others it is taken that nobody took care */
    private void letters(List<ChronicledRest.Letter> told) {
        database.tx(em -> {
            em.createNativeQuery("""
                insert into dead_letter (job, since, remark)
                select id, coalesce(finished, submitted), '' from job where state = 'FAILED'""").executeUpdate();
            told.forEach(letter -> Optional.ofNullable(em.find(FailureRow.class, letter.id()))
                    .ifPresent(row -> row.told(letter)));
            return told.size();
        });
    }

    private static <T> void inParts(List<T> all, Consumer<List<T>> work) {
        for (int from = 0; from < all.size(); from += MANY) {
            work.accept(all.subList(from, Math.min(all.size(), from + MANY)));
        }
    }

    private static UUID id(Map<?, ?> map) {
        return UUID.fromString(String.valueOf(map.get("id")));
    }

    /** Records on their way into the database, many in one transaction; when one of them is refused, one at a time. */
    private final class Heap<T> {
        private final String kind;
        private final Consumer<List<T>> adding;
        private final List<T> all = new ArrayList<>();

        Heap(String kind, Consumer<List<T>> adding) {
            this.kind = kind;
            this.adding = adding;
        }

        void add(T one) {
            all.add(one);
            if (all.size() == MANY) {
                flush();
            }
        }

        void flush() {
            if (all.isEmpty()) {
                return;
            }
            try {
                adding.accept(List.copyOf(all));
            } catch (RuntimeException e) {
                List.copyOf(all).forEach(this::alone);
            }
            all.clear();
        }

        private void alone(T one) {
            try {
                adding.accept(List.of(one));
            } catch (RuntimeException e) {
                remarks.add("A " + kind + " could not be taken up: " + e.getMessage());
            }
        }
    }
}
