package org.podstudio.hardware;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program of this machine and what trying it has shown. A snapshot.
 *
 * @param identity changes when the program does: abilities are believed for as long as it stays
 * @param program where it lies
 * @param version as it says itself
 * @param abilities what was asked of it, and whether it can: {@code encoder:libx264} is true when it has encoded a frame
 * @param reasons why it cannot do what it has and what failed when it was tried, in its own words
 */
public record Tool(String identity, String program, String version, Map<String, Boolean> abilities,
        Map<String, String> reasons) {

    /** Sorts and copies. */
    public Tool {
        abilities = Collections.unmodifiableMap(new TreeMap<>(abilities));
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
    }

    /** With more that was shown. */
    public Tool with(Map<String, Boolean> more, Map<String, String> why) {
        Map<String, Boolean> all = new TreeMap<>(abilities);
        all.putAll(more);
        Map<String, String> told = new TreeMap<>(reasons);
        told.putAll(why);
        return new Tool(identity, program, version, all, told);
    }
}
