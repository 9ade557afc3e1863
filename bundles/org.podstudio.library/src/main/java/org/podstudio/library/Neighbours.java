package org.podstudio.library;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.podstudio.api.Run;
import org.podstudio.api.project.Asset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all who have the same project open in this process share: one import at a time, and news. */
final class Neighbours {

    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

    private final ReentrantLock importing = new ReentrantLock();
    private final List<Consumer<Asset>> listeners = new CopyOnWriteArrayList<>();

    ReentrantLock importing() {
        return importing;
    }

    Run.Registration listen(Consumer<Asset> listener) {
        Consumer<Asset> own = listener::accept; // the same listener twice is two registrations
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    void tell(Asset asset) {
        for (Consumer<Asset> listener : listeners) {
            try {
                listener.accept(asset);
            } catch (RuntimeException e) {
                LOG.error("A listener failed on {}", asset.path(), e);
            }
        }
    }
}
