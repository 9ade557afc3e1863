package org.podstudio.api.project;

/** How soon a queued job runs; first in, first out within one. Stored by name. */
public enum Priority {
    /** Whenever nothing else waits, and once in a while even then: no priority waits for ever. */
    LOW(1),
    /** The usual. */
    NORMAL(5),
    /** Before the usual. */
    HIGH(10),
    /** Before everything; still never interrupts a running job. */
    URGENT(20);

    private final int weight;

    Priority(int weight) {
        this.weight = weight;
    }

    /** 1, 5, 10 or 20; higher runs first. */
    public int weight() {
        return weight;
    }
}
