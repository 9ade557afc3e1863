package org.podstudio.processors.stabilize;

/** Which of two steadied films is kept, and whether a second one is worth its time. */
final class Choice {

    /**
     * What somebody has left of a film's shake.
     *
     * @param blind whether that was not to be seen
     * @param bits a sample of the film that was written
     */
    record Left(Shake shake, boolean blind, int bits) {

        @Override
        public String toString() {
            return blind ? "unknown" : shake.toString();
        }
    }

    private Choice() {
    }

    /**
     * Whether another way is to be tried.
     *
     * @param unseen whether the source could not be followed either, so that nothing can be promised of it
     * @param promised what the other way would leave
     */
    static boolean doubts(Left theirs, boolean unseen, Shake promised) {
        return !unseen && theirs.shake().isPoorBeside(promised);
    }

    /** Whether ours is the better film: steadier, and by much where it is of fewer bits a sample, for these are lost for ever. */
    static boolean prefers(Left ours, Left theirs) {
        boolean steadier = ours.bits() < theirs.bits()
                ? theirs.shake().isPoorBeside(ours.shake())
                : ours.shake().pixels() < theirs.shake().pixels();
        return !ours.blind() && steadier;
    }
}
