package org.podstudio.store;

import java.util.List;

import jakarta.persistence.EntityManager;

/** Lessons as rows. */
final class StoredLessons implements Lessons {

    private final Database database;

    StoredLessons(Database database) {
        this.database = database;
    }

    @Override
    public void add(List<Lesson> lessons) {
        database.tx(em -> {
            lessons.forEach(lesson -> em.persist(new LessonRow(lesson)));
            em.flush();
            lessons.stream().map(Lesson::subject).distinct().forEach(subject -> forget(em, subject));
            return lessons.size();
        });
    }

    @Override
    public List<Lesson> of(String subject) {
        return database.read(em -> newest(em, subject, 0).stream().map(LessonRow::lesson).toList());
    }

    private static void forget(EntityManager em, String subject) {
        newest(em, subject, KEPT).stream().findFirst().ifPresent(
                old -> em.createQuery("delete from LessonRow l where l.subject = :subject and l.added <= :added")
                        .setParameter("subject", subject).setParameter("added", old.added()).executeUpdate());
    }

    private static List<LessonRow> newest(EntityManager em, String subject, int from) {
        return em
                .createQuery("select l from LessonRow l where l.subject = :subject order by l.added desc",
                        LessonRow.class)
                .setParameter("subject", subject).setFirstResult(from).setMaxResults(KEPT).getResultList();
    }
}
