package org.podstudio.api;

/** What an asset is, decided by the content of its file and never by its extension alone. Stored by name. */
public enum MediaKind {
    /** One still picture. */
    IMAGE,
    /** Sound without moving pictures; a cover picture does not count. */
    AUDIO,
    /** Moving pictures, with or without sound. */
    VIDEO
}
