package org.podstudio.engine.internal.admission;

/** What keeps a job from starting now. */
public enum Obstacle {
    /** Another job has the one GPU. */
    GPU("the GPU"),
    /** The cores are promised to others. */
    CORES("free cores"),
    /** Memory is promised to others, or taken by other programs. */
    MEMORY("memory"),
    /** The disk's room is promised to others, or nearly gone. */
    DISK("disk space");

    private final String words;

    Obstacle(String words) {
        this.words = words;
    }

    /** As it is shown: {@code waits for memory}. */
    public String words() {
        return "waits for " + words;
    }

    /** Whether it may go away without any job's end, because others than jobs have a part in it. */
    boolean passesByItself() {
        return this == MEMORY || this == DISK;
    }
}
