/** One real window, driven as a person would: with the mouse and the keyboard. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.ui.itests;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
