package org.podstudio.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobState;
import org.podstudio.store.Along;
import org.podstudio.store.Assets;
import org.podstudio.store.Batch;
import org.podstudio.store.Failure;
import org.podstudio.store.Failures;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Jobs;
import org.podstudio.store.Lesson;
import org.podstudio.store.Lessons;
import org.podstudio.store.Packs;
import org.podstudio.store.Settings;
import org.podstudio.store.Store;
import org.podstudio.store.Turn;

/** A store without a disk; survives being closed, as a real one does. */
final class MemoryStore implements Store {

    final Map<UUID, Asset> assets = new LinkedHashMap<>();
    final Map<UUID, JobRecord> jobs = new LinkedHashMap<>();
    final Set<JobState> refused = EnumSet.noneOf(JobState.class);
    private final Map<UUID, List<Attempt>> attempts = new HashMap<>();
    private final Map<UUID, Batch> batches = new LinkedHashMap<>();
    private final Map<UUID, Failure> failures = new LinkedHashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    final List<Lesson> lessons = new ArrayList<>();
    /** Called before a job gets into a state, in the thread that waits for it; what it takes is what a commit takes. */
    volatile Consumer<JobState> commit = state -> {};
    /** Takes what is not waited for. */
    volatile Executor writer = Runnable::run;
    boolean full;
    int closed;

    /** As a process finds it that comes after one that was killed now. */
    synchronized MemoryStore copy() {
        MemoryStore copy = new MemoryStore();
        copy.assets.putAll(assets);
        copy.jobs.putAll(jobs);
        copy.attempts.putAll(attempts);
        copy.batches.putAll(batches);
        copy.failures.putAll(failures);
        copy.settings.putAll(settings);
        copy.lessons.addAll(lessons);
        copy.settings.put(Settings.SUSPECTS, "killed");
        return copy;
    }

    @Override
    public Assets assets() {
        return new MemoryAssets();
    }

    @Override
    public Jobs jobs() {
        return new MemoryJobs();
    }

    @Override
    public Packs packs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Failures failures() {
        return new MemoryFailures();
    }

    @Override
    public Settings settings() {
        return new MemorySettings();
    }

    @Override
    public Lessons lessons() {
        return new MemoryLessons();
    }

    @Override
    public void close() {
        closed++;
    }

    synchronized void put(JobRecord job) {
        jobs.put(job.id(), job);
    }

    private final class MemoryLessons implements Lessons {
        @Override
        public void add(List<Lesson> added) {
            synchronized (MemoryStore.this) {
                lessons.addAll(added);
            }
        }

        @Override
        public List<Lesson> of(String subject) {
            synchronized (MemoryStore.this) {
                return lessons.reversed().stream().filter(lesson -> lesson.subject().equals(subject)).limit(KEPT)
                        .toList();
            }
        }
    }

    private final class MemoryJobs implements Jobs {
        @Override
        public boolean add(Batch batch, List<JobRecord> added) {
            return add(batch, added, Map.of());
        }

        @Override
        public boolean add(Batch batch, List<JobRecord> added, Map<UUID, UUID> successors) {
            commit.accept(JobState.QUEUED);
            synchronized (MemoryStore.this) {
                if (full) {
                    throw new IllegalStateException("the disk is full");
                }
                Optional<Batch> owner = batch.key().flatMap(key -> keyed(key.text()))
                        .filter(other -> other.keptAt(batch.submitted()));
                if (owner.isPresent()
                        || !failures.keySet().containsAll(successors.keySet())) {
                    return false;
                }
                failures.keySet().removeAll(successors.keySet());
                batches.put(batch.id(), batch);
                added.forEach(MemoryStore.this::put);
                return true;
            }
        }

        @Override
        public boolean transition(UUID id, JobState from, JobState to, UnaryOperator<JobRecord> change, Along along) {
            commit.accept(to);
            synchronized (MemoryStore.this) {
                if (refused.contains(to)) {
                    throw new IllegalStateException("the store does not take " + to);
                }
                if (!from.mayBecome(to)) {
                    throw new IllegalArgumentException(from + " to " + to);
                }
                JobRecord job = Objects.requireNonNull(jobs.get(id));
                if (job.state() != from) {
                    return false;
                }
                put(change.apply(job.with(to)));
                if (to == JobState.FAILED) {
                    JobRecord failed = Objects.requireNonNull(jobs.get(id));
                    failures.put(id, new Failure(failed, failed.times().finished().orElseThrow(), ""));
                }
                along.made().forEach(asset -> assets.put(asset.id(), asset));
                along.attempt()
                        .ifPresent(attempt -> attempts.computeIfAbsent(id, same -> new ArrayList<>()).add(attempt));
                return true;
            }
        }

        @Override
        public CompletableFuture<Boolean> moving(JobRecord stored, JobRecord changed, Along along) {
            return CompletableFuture.supplyAsync(() -> move(stored, changed, along), writer);
        }

        @Override
        public List<Attempt> attempts(UUID id) {
            synchronized (MemoryStore.this) {
                return List.copyOf(attempts.getOrDefault(id, List.of()));
            }
        }

        @Override
        public void recall(Map<UUID, List<Attempt>> told) {
            synchronized (MemoryStore.this) {
                told.forEach((id, those) -> attempts.computeIfAbsent(id, same -> new ArrayList<>(those)));
            }
        }

        @Override
        public Set<UUID> arrange(Map<UUID, Turn> turns) {
            synchronized (MemoryStore.this) {
                Set<UUID> open = new HashSet<>(turns.keySet());
                open.removeIf(id -> !jobs.containsKey(id) || jobs.get(id).state().terminal());
                open.forEach(id -> jobs.computeIfPresent(id,
                        (same, job) -> job.with(Objects.requireNonNull(turns.get(id)))));
                return open;
            }
        }

        @Override
        public List<Batch> batches(int limit) {
            synchronized (MemoryStore.this) {
                return List.copyOf(batches.values()).reversed().stream().filter(batch -> batch.size() > 0)
                        .limit(limit).toList();
            }
        }

        @Override
        public Optional<JobRecord> find(UUID id) {
            synchronized (MemoryStore.this) {
                return Optional.ofNullable(jobs.get(id));
            }
        }

        @Override
        public List<JobRecord> list(Set<JobState> states, int limit) {
            synchronized (MemoryStore.this) {
                return List.copyOf(jobs.values()).reversed().stream().filter(job -> states.contains(job.state()))
                        .limit(limit).toList();
            }
        }

        @Override
        public List<JobRecord> inBatch(UUID batch) {
            synchronized (MemoryStore.this) {
                return jobs.values().stream().filter(job -> job.batch().equals(batch)).toList();
            }
        }

        @Override
        public Optional<Batch> batch(UUID id) {
            synchronized (MemoryStore.this) {
                return Optional.ofNullable(batches.get(id));
            }
        }

        @Override
        public List<Batch> failingFast() {
            synchronized (MemoryStore.this) {
                return batches.values().stream().filter(Batch::failFast).toList();
            }
        }

        @Override
        public List<JobRecord> since(Instant time) {
            synchronized (MemoryStore.this) {
                return jobs.values().stream().filter(job -> !job.times().submitted().isBefore(time)).toList();
            }
        }

        @Override
        public Optional<Batch> keyed(String key) {
            synchronized (MemoryStore.this) {
                return batches.values().stream()
                        .filter(batch -> batch.key().filter(k -> k.text().equals(key)).isPresent())
                        .reduce((first, last) -> last);
            }
        }
    }

    private final class MemoryFailures implements Failures {
        @Override
        public List<Failure> open() {
            synchronized (MemoryStore.this) {
                return List.copyOf(failures.values()).reversed();
            }
        }

        @Override
        public Optional<Failure> find(UUID job) {
            synchronized (MemoryStore.this) {
                return Optional.ofNullable(failures.get(job));
            }
        }

        @Override
        public boolean remark(UUID job, String text) {
            synchronized (MemoryStore.this) {
                return failures.computeIfPresent(job, (same, f) -> new Failure(f.job(), f.since(), text)) != null;
            }
        }

        @Override
        public int dismiss(Collection<UUID> dismissed) {
            synchronized (MemoryStore.this) {
                return (int) Set.copyOf(dismissed).stream().filter(id -> failures.remove(id) != null).count();
            }
        }
    }

    private final class MemorySettings implements Settings {
        @Override
        public Optional<String> find(String name) {
            synchronized (MemoryStore.this) {
                return Optional.ofNullable(settings.get(name));
            }
        }

        @Override
        public void put(String name, String value) {
            synchronized (MemoryStore.this) {
                settings.put(name, value);
            }
        }

        @Override
        public void remove(String name) {
            synchronized (MemoryStore.this) {
                settings.remove(name);
            }
        }
    }

    private final class MemoryAssets implements Assets {
        @Override
        public void add(Asset asset) {
            addAll(List.of(asset));
        }

        @Override
        public void addAll(List<Asset> added) {
            synchronized (MemoryStore.this) {
                added.forEach(asset -> assets.put(asset.id(), asset));
            }
        }

        @Override
        public Optional<Asset> find(UUID id) {
            synchronized (MemoryStore.this) {
                return Optional.ofNullable(assets.get(id));
            }
        }

        @Override
        public Map<UUID, Asset> find(Collection<UUID> ids) {
            return ids.stream().flatMap(id -> find(id).stream()).collect(Collectors.toMap(Asset::id, asset -> asset));
        }

        @Override
        public Optional<Asset> byHash(String sha256) {
            return list().stream().filter(asset -> asset.content().sha256().equals(sha256)).findFirst();
        }

        @Override
        public Map<String, Asset> byHash(Collection<String> sha256) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Asset> byFingerprint(String fingerprint) {
            return made(fingerprint).reversed().stream()
                    .reduce((later, earlier) -> earlier.created().equals(later.created()) ? earlier : later);
        }

        @Override
        public List<Asset> made(String fingerprint) {
            return list().stream().filter(a -> a.lineage().filter(l -> l.fingerprint().equals(fingerprint)).isPresent())
                    .toList();
        }

        @Override
        public List<Asset> children(UUID parent) {
            return list().stream().filter(a -> a.lineage().filter(l -> l.parent().equals(parent)).isPresent()).toList();
        }

        @Override
        public Optional<Asset> byPath(String path) {
            return list().stream().filter(asset -> asset.path().equals(path)).findFirst();
        }

        @Override
        public List<Asset> named(String fileName, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<String> pathsOfFiles(Collection<String> fileNames) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Asset> withIdPrefix(String prefix, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Asset> list(AssetQuery query) {
            return list();
        }

        @Override
        public Asset update(UUID id, UnaryOperator<Asset> change) {
            return Objects
                    .requireNonNull(assets.compute(id, (same, asset) -> change.apply(Objects.requireNonNull(asset))));
        }

        @Override
        public long count() {
            return list().size();
        }

        private List<Asset> list() {
            synchronized (MemoryStore.this) {
                return new ArrayList<>(assets.values());
            }
        }
    }
}
