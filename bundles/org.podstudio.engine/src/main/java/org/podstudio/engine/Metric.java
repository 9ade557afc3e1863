package org.podstudio.engine;

import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;

/**
 * One thing that is counted or measured, at one instant; shaped so that a server of metrics writes it down as it is. Immutable.
 *
 * @param name {@code podstudio_jobs_total}
 * @param kind what may be done with its values
 * @param help what it says, one sentence
 * @param samples one for each combination of labels that has been seen
 */
public record Metric(String name, Kind kind, String help, List<Sample> samples) {

    /** Sorts the samples' list, so that two readings look alike. */
    public Metric {
        samples = samples.stream().sorted(Comparator.comparing(sample -> sample.labels().toString())).toList();
    }

    /** What a metric is. */
    public enum Kind {
        /** Only ever rises. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** How often which size occurred. */
        HISTOGRAM
    }

    /**
     * A value.
     *
     * @param labels what it is of, in the order they are written
     * @param value for a histogram the sum of what was observed
     * @param buckets of a histogram: how many were at most so large, rising; empty for others
     */
    public record Sample(SequencedMap<String, String> labels, double value, List<Bucket> buckets) {
        /** Copies the list. */
        public Sample {
            buckets = List.copyOf(buckets);
        }
    }

    /**
     * A step of a histogram.
     *
     * @param most upper limit, inclusive; infinite for the last, which counts all
     * @param count how many were at most so large
     */
    public record Bucket(double most, long count) {}
}
