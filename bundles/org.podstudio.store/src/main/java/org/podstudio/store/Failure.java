package org.podstudio.store;

import java.time.Instant;

/**
 * A job that failed for good and is not settled.
 *
 * @param job the job
 * @param since when it failed
 * @param remark what somebody noted of it; empty when nobody did
 */
public record Failure(JobRecord job, Instant since, String remark) {}
