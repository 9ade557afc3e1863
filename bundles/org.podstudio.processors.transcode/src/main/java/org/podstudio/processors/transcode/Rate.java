package org.podstudio.processors.transcode;

/** What rules the size of the pictures. */
sealed interface Rate {

    /** Constant quality. @param mostKilobits a second, never exceeded for long; 0: no bound */
    record Quality(int factor, int mostKilobits) implements Rate {}

    /** A rate on average. @param kilobits a second */
    record Average(int kilobits, boolean twoPass) implements Rate {}
}
