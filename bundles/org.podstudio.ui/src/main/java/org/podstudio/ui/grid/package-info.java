/** The assets of a project as tiles: one canvas, however many there are. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.ui.grid;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
