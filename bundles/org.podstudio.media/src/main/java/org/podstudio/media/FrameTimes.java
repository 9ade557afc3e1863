package org.podstudio.media;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * When the frames of a film are shown, and which are key frames: read from its packets, without decoding.
 *
 * @param seconds in the order they are shown
 * @param keys which of them are key frames
 * @param end until when the last of them is shown, as its packet says; when it begins if that says nothing
 */
public record FrameTimes(double[] seconds, BitSet keys, double end) {

    private static final double JITTER = 0.0025;

    /** Number of frames. */
    public int size() {
        return seconds.length;
    }

    /** Times of the key frames, rising. */
    public double[] keySeconds() {
        return keys.stream().mapToDouble(i -> seconds[i]).toArray();
    }

    /** Whether frames last unequally: by more than a container of milliseconds rounds. */
    public boolean variable() {
        double[] lengths = lengths();
        return lengths.length > 0 && lengths[lengths.length - 1] - lengths[0] > JITTER;
    }

    /** Longest time from a frame to the next, the beginning and the end of the file included, seconds. @param from first time of the file @param to its last */
    public double longestStill(double from, double to) {
        if (size() == 0) {
            return to - from;
        }
        double between = IntStream.range(1, size()).mapToDouble(i -> seconds[i] - seconds[i - 1]).max().orElse(0);
        return Math.max(between, Math.max(seconds[0] - from, to - seconds[size() - 1]));
    }

    /** How long a frame is shown as a rule, seconds; 0 for fewer than two. */
    public double usual() {
        double[] lengths = lengths();
        return lengths.length == 0 ? 0 : lengths[lengths.length / 2];
    }

    /** Most frames from one key frame to the next, or to the end; 0 without key frames. */
    public int longestGop() {
        int longest = 0;
        for (int key = keys.nextSetBit(0); key >= 0;) {
            int next = keys.nextSetBit(key + 1);
            longest = Math.max(longest, (next < 0 ? size() : next) - key);
            key = next;
        }
        return longest;
    }

    /** Time of the last key frame at or before a time; of the first when there is none; NaN without any. */
    public double keyBefore(double time) {
        double[] times = keySeconds();
        if (times.length == 0) {
            return Double.NaN;
        }
        int at = Arrays.binarySearch(times, time + 1e-6);
        return times[Math.max(0, at >= 0 ? at : -at - 2)];
    }

    /** How long frames are shown, the shortest first; the last is not known. */
    private double[] lengths() {
        return IntStream.range(1, size()).mapToDouble(i -> seconds[i] - seconds[i - 1]).sorted().toArray();
    }

    /** Of packets in the order they are stored. @param end until when the last is shown */
    public static FrameTimes of(double[] times, boolean[] key, double end) {
        int[] order = IntStream.range(0, times.length).boxed().sorted((a, b) -> Double.compare(times[a], times[b]))
                .mapToInt(Integer::intValue).toArray();
        BitSet keys = new BitSet(times.length);
        IntStream.range(0, order.length).filter(i -> key[order[i]]).forEach(keys::set);
        return new FrameTimes(IntStream.of(order).mapToDouble(i -> times[i]).toArray(), keys, end);
    }
}
