/**
 * What is installed from update sites, by p2.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.cli.plugins;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
