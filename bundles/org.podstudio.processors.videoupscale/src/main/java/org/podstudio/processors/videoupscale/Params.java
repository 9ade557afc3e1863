package org.podstudio.processors.videoupscale;

import java.util.OptionalInt;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.parameters.ModelTask;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;
import org.podstudio.inference.Device;

/** What can be chosen. */
record Params(@ModelTask(value = "upscale", late = true) String model, @Range(min = 2, max = 4) int scale,
        @Range(min = 0, max = 1) double denoise, @Range(min = 128, max = 2048) @Unit("px") int tile, Device device,
        OutputFormat outputFormat, @Range(min = 12, max = 40) OptionalInt crf,
        @Range(min = 0.001, max = 24) @Unit("h") double maxHours) {

    static final Params DEFAULTS = new Params(ModelTask.AUTO, 2, 0.3, 512, Device.AUTO, OutputFormat.SAME,
            OptionalInt.empty(), 12);

    Params {
        if (scale == 3) {
            throw ProcessingException.parameter("scale", "video-upscale.scale",
                    "A film becomes 2 or 4 times as large, not 3.", "Choose 2 or 4.");
        }
    }

    /** Containers of the result. */
    enum OutputFormat {
        SAME, MP4, MKV
    }
}
