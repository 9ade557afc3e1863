package org.podstudio.store;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.podstudio.store.internal.Chronicle;

/**
 * Settings, lessons and what was said of failures, written down beside the database. Lessons only when the database is closed, all of a subject
 * in one line: they come by the thousand and are learned again.
 */
final class ChronicledRest {

    static final String SETTING = "setting";
    static final String LESSONS = "lessons";
    static final String LETTER = "letter";

    /** @param id of the name @param value empty when it was removed */
    record Setting(UUID id, String name, Optional<String> value) {

        static Setting of(String name, Optional<String> value) {
            return new Setting(named(name), name, value);
        }
    }

    /** @param id of the subject @param taught oldest first */
    record Taught(UUID id, String subject, List<Lesson> taught) {

        static Taught of(String subject, Lessons lessons) {
            return new Taught(named(subject), subject, lessons.of(subject).reversed());
        }
    }

    /** @param id of the job that failed @param successor the job in its place */
    record Letter(UUID id, String remark, boolean settled, Optional<UUID> successor) {}

    private final Chronicle chronicle;
    /** What has learned since the database was opened. */
    private final Set<String> subjects = ConcurrentHashMap.newKeySet();

    ChronicledRest(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    /** Each change is told. */
    Settings settings(Settings stored) {
        return new Settings() {
            @Override
            public Optional<String> find(String name) {
                return stored.find(name);
            }

            @Override
            public void put(String name, String value) {
                synchronized (chronicle) {
                    stored.put(name, value);
                    chronicle.write(SETTING, List.of(Setting.of(name, Optional.of(value))));
                }
            }

            @Override
            public void remove(String name) {
                synchronized (chronicle) {
                    stored.remove(name);
                    chronicle.write(SETTING, List.of(Setting.of(name, Optional.empty())));
                }
            }
        };
    }

    /** What they are of is remembered for {@link #tellLessons}. */
    Lessons lessons(Lessons stored) {
        return new Lessons() {
            @Override
            public void add(List<Lesson> lessons) {
                stored.add(lessons);
                lessons.forEach(lesson -> subjects.add(lesson.subject()));
            }

            @Override
            public List<Lesson> of(String subject) {
                return stored.of(subject);
            }
        };
    }

    /** Remarks and dismissals are told; who is settled by a job in its place is told with that. */
    Failures failures(StoredFailures stored) {
        return new Failures() {
            @Override
            public List<Failure> open() {
                return stored.open();
            }

            @Override
            public Optional<Failure> find(UUID job) {
                return stored.find(job);
            }

            @Override
            public boolean remark(UUID job, String text) {
                synchronized (chronicle) {
                    boolean noted = stored.remark(job, text);
                    if (noted) {
                        chronicle.write(LETTER, List.of(new Letter(job, text, false, Optional.empty())));
                    }
                    return noted;
                }
            }

            @Override
            public int dismiss(Collection<UUID> jobs) {
                synchronized (chronicle) {
                    List<UUID> settled = stored.dismissed(jobs);
                    if (!settled.isEmpty()) {
                        chronicle.write(LETTER,
                                settled.stream().map(job -> new Letter(job, "", true, Optional.empty())).toList());
                    }
                    return settled.size();
                }
            }
        };
    }

    /** As lines that tell of failures which were settled by jobs in their place. */
    static List<Chronicle.Line> settled(Map<UUID, UUID> successors) {
        return successors.entrySet().stream().map(one -> new Chronicle.Line(LETTER,
                new Letter(one.getKey(), "", true, Optional.of(one.getValue())))).toList();
    }

    /** All that is known of what has learned lately. */
    void tellLessons(Lessons stored) {
        subjects.forEach(subject -> chronicle.write(LESSONS, List.of(Taught.of(subject, stored))));
        subjects.clear();
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
