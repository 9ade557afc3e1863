package org.podstudio.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.persistence.EntityManager;

/** Queries for many keys with lists of few lengths: the database compiles each length once and keeps it. */
final class IdBatches {

    private static final int[] LENGTHS = {1, 16, 256};

    private IdBatches() {
    }

    /** The rows for all keys, batch by batch; the query names its list of keys {@code :keys}. */
    static <T> List<T> query(EntityManager em, String jpql, Class<T> type, Collection<?> keys) {
        List<Object> all = new ArrayList<>(keys);
        List<T> rows = new ArrayList<>(all.size());
        int longest = LENGTHS[LENGTHS.length - 1];
        for (int from = 0; from < all.size(); from += longest) {
            List<Object> batch = all.subList(from, Math.min(all.size(), from + longest));
            rows.addAll(em.createQuery(jpql, type).setParameter("keys", padded(batch)).getResultList());
        }
        return rows;
    }

    /** The keys, the last one repeated up to the next length: a key that is named twice finds its row once. */
    private static List<Object> padded(List<Object> keys) {
        int length = IntStream.of(LENGTHS).filter(l -> l >= keys.size()).min().orElse(keys.size());
        List<Object> padded = new ArrayList<>(keys);
        padded.addAll(Collections.nCopies(length - keys.size(), keys.getLast()));
        return padded;
    }
}
