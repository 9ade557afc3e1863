package org.podstudio.engine.internal.learning;

/** How many work in this process, and how many ever did: what one that was alone all the time took, the process took. For any thread. */
public final class Crowd {

    private int inside;
    private long arrivals;

    /** One begins. @return its number */
    synchronized long enter() {
        inside++;
        return ++arrivals;
    }

    /** One is over. */
    synchronized void leave() {
        inside--;
    }

    /** Whether the one with this number was there first and nobody came since. */
    synchronized boolean alone(long number) {
        return inside == 1 && arrivals == number;
    }
}
