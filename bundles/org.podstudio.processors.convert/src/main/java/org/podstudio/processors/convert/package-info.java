/** Converts pictures between formats, to a quality, a size of file or a purpose. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.processors.convert;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
