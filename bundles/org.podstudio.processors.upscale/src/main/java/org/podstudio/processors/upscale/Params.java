package org.podstudio.processors.upscale;

import org.podstudio.api.parameters.ModelTask;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;
import org.podstudio.inference.Device;

/** What can be chosen. */
record Params(@ModelTask(value = "upscale", late = true) String model, @Range(min = 1, max = 8) double scale,
        @Range(min = 128, max = 2048) @Unit("px") int tile, OutputFormat outputFormat, Device device) {

    static final Params DEFAULTS = new Params(ModelTask.AUTO, 4, 512, OutputFormat.SAME, Device.AUTO);

    /** Formats of the result. */
    enum OutputFormat {
        SAME, PNG, JPEG, WEBP
    }
}
