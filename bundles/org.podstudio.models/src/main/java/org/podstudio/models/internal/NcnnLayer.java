package org.podstudio.models.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of an ncnn {@code .param}: {@code type name inputs outputs in… out… key=value…}.
 *
 * @param parameters by number; arrays under {@code -23300 - number} as {@code count,value,…}
 */
record NcnnLayer(String type, String name, List<String> from, List<String> to, Map<Integer, String> parameters) {

    private static final int ARRAYS = -23300;

    static NcnnLayer parse(String line) {
        List<String> words = List.of(line.split("\\s+"));
        int inputs = Integer.parseInt(words.get(2));
        int outputs = Integer.parseInt(words.get(3));
        Map<Integer, String> parameters = new HashMap<>();
        for (String word : words.subList(4 + inputs + outputs, words.size())) {
            int equals = word.indexOf('=');
            parameters.put(Integer.valueOf(word.substring(0, equals)), word.substring(equals + 1));
        }
        return new NcnnLayer(words.get(0), words.get(1), words.subList(4, 4 + inputs),
                words.subList(4 + inputs, 4 + inputs + outputs), parameters);
    }

    int whole(int key, int fallback) {
        return (int) real(key, fallback);
    }

    float real(int key, float fallback) {
        return Float.parseFloat(parameters.getOrDefault(key, Float.toString(fallback)));
    }

    float[] reals(int key) {
        String[] words = parameters.getOrDefault(ARRAYS - key, "0").split(",");
        float[] values = new float[words.length - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(words[i + 1]);
        }
        return values;
    }
}
