package org.podstudio.media.command;

import java.util.List;

/**
 * Where a film shall play.
 *
 * @param id our name: {@code ios_safari}
 * @param label people's name
 * @param containers the best first
 * @param video the best first
 * @param audio the best first
 * @param profiles of H.264, the best first
 * @param level of H.264, the highest
 */
public record Platform(String id, String label, List<String> containers, List<String> video, List<String> audio,
        List<String> profiles, String level) {}
