/**
 * What is done with the jobs of a project once they are there: looking at them, and changing when and whether they run.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.cli.jobs;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
