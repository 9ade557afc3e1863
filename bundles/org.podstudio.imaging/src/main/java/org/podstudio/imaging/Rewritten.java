package org.podstudio.imaging;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of what was beside the pixels.
 *
 * @param removed by the keys of {@link Images#metadata}, with what was there before
 * @param kept by the same keys
 * @param neededProfile name of a profile that stayed against the policy, since the colours would be wrong without it
 */
public record Rewritten(Map<String, String> removed, Map<String, String> kept, Optional<String> neededProfile) {

    /** Sorts the maps. */
    public Rewritten {
        removed = new TreeMap<>(removed);
        kept = new TreeMap<>(kept);
    }
}
