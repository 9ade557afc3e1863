package org.podstudio.engine.internal.work;

/** Hears how a job gets on. Called by any thread. */
public interface Reporter {

    /**
     * @param fraction of the whole job, 0 to 1; may be less than before
     * @param stage what it does now
     */
    void progress(double fraction, String stage);

    /** It was asked to stop, and its processor goes on. What it does from here on counts no more. */
    default void deaf() {
        // nobody waits for it
    }

    /** It does what is to be seen even if the program ends now. */
    default void tell() {
        // nothing was put off
    }

    /** As {@link #tell}; what it is about to do must not be done when that cannot be stored. */
    default void storeBeginning() {
        // nothing was put off
    }

    /** A remark for the user. */
    void note(String text);

    /** What the attempt takes is written here. */
    Timesheet timesheet();
}
