/** PNG: its chunks read one by one, its rows filtered, packed in strips by several threads and written, with a palette where that is enough. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.imaging.internal.png;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
