package org.podstudio.media;

/**
 * What of a file nobody makes out who has no key.
 *
 * @param pictures whether a stream of them is encrypted
 * @param sound whether a stream of it is
 */
public record Locks(boolean pictures, boolean sound) {

    /** Everything is open. */
    public static final Locks NONE = new Locks(false, false);

    /** What is locked in either. */
    public Locks and(Locks other) {
        return new Locks(pictures || other.pictures, sound || other.sound);
    }
}
