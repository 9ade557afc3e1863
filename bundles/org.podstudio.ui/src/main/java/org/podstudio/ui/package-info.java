/** The words of the workbench; each part, form and control is in a package below. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.ui;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
