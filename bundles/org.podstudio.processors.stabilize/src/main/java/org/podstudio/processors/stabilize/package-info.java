/** Takes the shake out of film: sees how the camera moved, smooths its path, moves each picture there. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.processors.stabilize;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
