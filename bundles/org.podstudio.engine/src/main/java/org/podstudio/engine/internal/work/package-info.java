/** One job at work: its steps, run, log and cancellation, and how results come into place. Knows neither queue nor plan. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.engine.internal.work;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
