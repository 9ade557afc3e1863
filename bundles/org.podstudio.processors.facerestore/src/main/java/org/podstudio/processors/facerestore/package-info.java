/** Restoration of faces with neural networks: find, align, restore, lay back. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.processors.facerestore;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
