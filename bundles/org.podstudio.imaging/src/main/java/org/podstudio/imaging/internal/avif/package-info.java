/** The boxes of an AVIF and the header of what is coded in it, read without decoding. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.imaging.internal.avif;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
