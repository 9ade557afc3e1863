package org.podstudio.processors.bgremove;

import org.podstudio.api.parameters.ModelTask;
import org.podstudio.inference.Device;

/** What can be chosen. */
record Params(@ModelTask("matting") String model, OutputFormat outputFormat, boolean mask, boolean decontaminate,
        Device device) {

    static final Params DEFAULTS = new Params(ModelTask.AUTO, OutputFormat.PNG, false, true, Device.AUTO);

    /** Formats with transparency. */
    enum OutputFormat {
        PNG, WEBP
    }
}
