/** The texts of a pack and the templates they are made from. Knows nothing of packs: words go in, a text comes out. */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.packs.internal.texts;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
