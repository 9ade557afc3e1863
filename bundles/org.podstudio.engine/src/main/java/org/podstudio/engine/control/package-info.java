/**
 * What can be done to jobs that were accepted: one by one in the {@link org.podstudio.engine.control.Queue}, as a submission in
 * {@link org.podstudio.engine.control.Batches}, and to those that failed in {@link org.podstudio.engine.control.DeadLetters}.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
@Version("1.0.0")
package org.podstudio.engine.control;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.osgi.annotation.versioning.Version;
