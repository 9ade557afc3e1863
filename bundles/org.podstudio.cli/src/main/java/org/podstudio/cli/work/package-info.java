/**
 * Commands that have processors work: run, chain and replay.
 */
@NonNullByDefault({PARAMETER, RETURN_TYPE, FIELD})
package org.podstudio.cli.work;

import static org.eclipse.jdt.annotation.DefaultLocation.FIELD;
import static org.eclipse.jdt.annotation.DefaultLocation.PARAMETER;
import static org.eclipse.jdt.annotation.DefaultLocation.RETURN_TYPE;

import org.eclipse.jdt.annotation.NonNullByDefault;
