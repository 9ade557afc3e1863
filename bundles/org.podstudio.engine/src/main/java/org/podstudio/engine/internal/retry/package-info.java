/** Which failures may pass, and when to try again. Counts only: no threads, no clock, no store. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.engine.internal.retry;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
