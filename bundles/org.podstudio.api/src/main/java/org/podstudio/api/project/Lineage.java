package org.podstudio.api.project;

import java.util.Map;
import java.util.UUID;

/**
 * The recipe that made an asset, complete enough to make it again.
 *
 * @param parent the asset it was made of
 * @param step processor and every parameter, defaults and chosen models spelled out
 * @param revision of the processor
 * @param models SHA-256 by id of each model used
 * @param seed for whatever was random
 * @param fingerprint SHA-256 over all of it and the input's hash; the key of the result cache
 */
public record Lineage(UUID parent, Step step, int revision, Map<String, String> models, long seed, String fingerprint) {

    /** Copies the map. */
    public Lineage {
        models = Map.copyOf(models);
    }
}
