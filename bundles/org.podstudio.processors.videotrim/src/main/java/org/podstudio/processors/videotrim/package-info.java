/** Cuts film, by copying, exactly, or both at once. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.processors.videotrim;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
