/** The list of jobs: one canvas that draws snapshots. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.ui.jobs;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
