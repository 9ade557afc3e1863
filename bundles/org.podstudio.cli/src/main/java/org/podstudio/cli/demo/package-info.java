/**
 * The whole chain on real media, for somebody who sees PODStudio for the first time.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.cli.demo;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
