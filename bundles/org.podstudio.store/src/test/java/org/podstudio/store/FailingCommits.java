package org.podstudio.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.PersistenceException;

/** A database that has committed and fails to say so. */
final class FailingCommits {

    private FailingCommits() {
    }

    /** @param broken whether the next commit fails after it happened; false again after that */
    static EntityManagerFactory after(EntityManagerFactory sound, AtomicBoolean broken) {
        return wrapped(EntityManagerFactory.class, sound, broken);
    }

    private static <T> T wrapped(Class<T> type, Object sound, AtomicBoolean broken) {
        return Objects.requireNonNull(type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (proxy, method, arguments) -> {
                    Object result;
                    try {
                        result = method.invoke(sound, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (method.getName().equals("commit") && broken.getAndSet(false)) {
                        throw new PersistenceException("the answer got lost");
                    }
                    return switch (result) {
                        case EntityManager em -> wrapped(EntityManager.class, em, broken);
                        case EntityTransaction tx -> wrapped(EntityTransaction.class, tx, broken);
                        case null, default -> result;
                    };
                })));
    }
}
