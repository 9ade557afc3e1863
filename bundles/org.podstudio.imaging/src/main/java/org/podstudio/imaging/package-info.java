/**
 * Pixels: what a picture file is, its pixels right way up in sRGB, resizing, encoding, embedded metadata and the checks a result must pass.
 * Nothing of AWT is in the API.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
@Version("1.0.0")
package org.podstudio.imaging;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.osgi.annotation.versioning.Version;
