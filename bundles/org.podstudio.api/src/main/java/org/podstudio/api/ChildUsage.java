package org.podstudio.api;

import java.time.Duration;

/**
 * What a child process came to, as far as looking at it from time to time shows: what it took in its last moment may be missing.
 *
 * @param exitCode above 128 when a signal ended it, as shells count
 * @param cpu of all its threads; zero when it was too short to be looked at, or the system does not tell
 * @param peakBytes most memory that it had resident; 0 when it was too short to be looked at, or the system does not tell
 */
public record ChildUsage(int exitCode, Duration cpu, long peakBytes) {}
