package org.podstudio.ui.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.parameters.ParameterSet;

class ProcessorLabelsTest {

    record Params(boolean keepAll) {}

    private static final class Unlabelled implements Processor<Params> {
        @Override
        public ProcessorInfo<Params> info() {
            return new ProcessorInfo<>("un-labelled", 1, Set.of(MediaKind.IMAGE), Set.of(MediaKind.IMAGE),
                    new Params(true));
        }

        @Override
        public Result process(Request<Params> request, Run run) {
            throw new IllegalStateException("never run");
        }
    }

    @Test
    void a_processor_without_labels_is_still_called_something() {
        Unlabelled processor = new Unlabelled();
        ProcessorLabels labels = ProcessorLabels.of(processor);
        assertEquals("Un labelled", labels.title());
        assertEquals("", labels.help());
        assertEquals("Keep all", labels.label(ParameterSet.of(processor.info().defaults()).parameters().getFirst()));
    }
}
