package org.podstudio.network;

/** What a call tells of the place that was called, whatever became of the call itself. */
public enum Reach {
    /** It answered, be it with a refusal. */
    REACHED,
    /** It did not answer, or could not work just now: an outage that may pass. */
    OUT_OF_REACH,
    /** Nothing: the call was canceled, or failed on our side. */
    UNTOLD
}
