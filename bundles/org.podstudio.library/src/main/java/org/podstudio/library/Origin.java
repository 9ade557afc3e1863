package org.podstudio.library;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Recipe;

/**
 * How an asset came to be, enough to make it again.
 *
 * @param parent what it was made of
 * @param recipe what was done to it, every parameter spelled out
 */
public record Origin(Asset parent, Recipe recipe) {}
