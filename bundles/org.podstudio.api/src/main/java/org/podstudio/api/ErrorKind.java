package org.podstudio.api;

/** The classes of errors; they decide about retries and exit codes. Stored by name. */
public enum ErrorKind {
    /** The file is missing, broken or not of a kind that can be used. */
    INPUT,
    /** A parameter, a setting or a recipe is wrong. */
    CONFIGURATION,
    /** Memory, disk, a device or a lock is short right now; later it may do. */
    RESOURCE,
    /** A child process, a native library or a model failed. */
    TOOL,
    /** A bug or a crash of ours. */
    SYSTEM
}
