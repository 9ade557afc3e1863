package org.podstudio.models;

/**
 * What is remembered of a model on disk; written last, so that a model without it is not there.
 *
 * @param bytes of the file
 * @param sha256 of the file when it was put in place, lower-case hex
 * @param source where it came from, for people
 * @param licenceAccepted when the user accepted its licence, ISO 8601 UTC; empty when that was not needed
 */
record Installation(long bytes, String sha256, String source, String licenceAccepted) {}
