package org.podstudio.engine.internal.learning;

import java.util.ArrayList;
import java.util.List;

import org.podstudio.store.Lesson;
import org.podstudio.store.Lessons;

/** Lessons without a store; keeps how many came at once. */
public final class ListOfLessons implements Lessons {

    final List<Integer> batches = new ArrayList<>();
    private final List<Lesson> all = new ArrayList<>();

    @Override
    public synchronized void add(List<Lesson> lessons) {
        batches.add(lessons.size());
        all.addAll(lessons);
    }

    @Override
    public synchronized List<Lesson> of(String subject) {
        return all.reversed().stream().filter(lesson -> lesson.subject().equals(subject)).limit(KEPT).toList();
    }
}
