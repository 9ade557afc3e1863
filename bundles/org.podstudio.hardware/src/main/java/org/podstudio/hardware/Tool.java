package org.podstudio.hardware;

import java.util.Map;
import java.util.TreeMap;

/**
 * A program of this machine and what trying it has shown. A snapshot.
 *
 * @param identity changes when the program does: abilities are believed for as long as it stays
 * @param program where it lies
 * @param version as it says itself
 * @param abilities what was asked of it, and whether it can: {@code encoder:libx264} is true when it has encoded a frame
 */
public record Tool(String identity, String program, String version, Map<String, Boolean> abilities) {

    /** Sorts and copies the abilities. */
    public Tool {
        abilities = java.util.Collections.unmodifiableMap(new TreeMap<>(abilities));
    }

    /** With more that was shown. */
    public Tool with(Map<String, Boolean> more) {
        Map<String, Boolean> all = new TreeMap<>(abilities);
        all.putAll(more);
        return new Tool(identity, program, version, all);
    }
}
