/** How it looks: colours, fonts, glyphs and the few controls that are drawn by hand. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.ui.look;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
