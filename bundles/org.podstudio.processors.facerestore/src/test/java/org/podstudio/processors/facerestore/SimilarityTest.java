package org.podstudio.processors.facerestore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

class SimilarityTest {

    @Test
    void a_turned_and_shrunk_template_is_found_again() {
        Similarity there = new Similarity(0.2, -0.1, 40, 70);
        var marks = Arrays.stream(Template.values())
                .map(t -> new Face.Mark(t, there.u(t.x(), t.y()), there.v(t.x(), t.y()))).toList();
        Similarity back = Similarity.aligning(marks, Template.SIDE);
        assertEquals(300, back.u(there.u(300, 200), there.v(300, 200)), 1e-6);
        assertEquals(200, back.v(there.u(300, 200), there.v(300, 200)), 1e-6);
        assertEquals(Math.hypot(0.2, 0.1), 1 / back.scale(), 1e-9);
    }

    @Test
    void an_inverse_leads_back() {
        Similarity some = new Similarity(1.5, 0.5, -3, 8);
        Similarity back = some.inverse();
        assertEquals(11, back.u(some.u(11, 13), some.v(11, 13)), 1e-9);
        assertEquals(13, back.v(some.u(11, 13), some.v(11, 13)), 1e-9);
    }

    @Test
    void nets_of_another_size_get_the_template_of_that_size() {
        var marks = Arrays.stream(Template.values()).map(t -> new Face.Mark(t, t.x(), t.y())).toList();
        assertEquals(0.5, Similarity.aligning(marks, 256).scale(), 1e-9);
    }
}
