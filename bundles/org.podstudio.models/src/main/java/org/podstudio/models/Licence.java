package org.podstudio.models;

/**
 * The terms a model comes under.
 *
 * @param spdx SPDX identifier, or a {@code LicenseRef-} word
 * @param name as people call it
 * @param url where the text is
 * @param permissive whether it asks for no more than attribution; what is not must be accepted before it is fetched
 */
public record Licence(String spdx, String name, String url, boolean permissive) {}
