/** What the numbers of a picture mean as colours: ICC profiles, and those of them that a matrix and curves can tell. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.imaging.internal.colour;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
