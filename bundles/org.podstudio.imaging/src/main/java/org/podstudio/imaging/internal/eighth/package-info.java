/**
 * JPEG at one to eight eighths of its size, made of the means of its blocks or of their lowest frequencies: what is not wanted is stepped over and
 * never decoded.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.imaging.internal.eighth;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
