package org.podstudio.processors.facerestore;

import org.podstudio.api.parameters.ModelTask;
import org.podstudio.api.parameters.Range;
import org.podstudio.inference.Device;

/** What can be chosen. */
record Params(@ModelTask(value = "face-restore", late = true) String model, @Range(min = 0, max = 1) double fidelity,
        @ModelTask("face-detect") String detector, OutputFormat outputFormat, Device device) {

    static final Params DEFAULTS = new Params(ModelTask.AUTO, 0.5, ModelTask.AUTO, OutputFormat.PNG, Device.AUTO);

    /** Formats of the result. */
    enum OutputFormat {
        SAME, PNG, JPEG, WEBP
    }
}
