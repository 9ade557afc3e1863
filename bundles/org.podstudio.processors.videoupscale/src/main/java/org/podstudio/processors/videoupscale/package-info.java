/** Enlarges film frame by frame, and goes on where it was when it was cut off. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.processors.videoupscale;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
