package org.podstudio.ui.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LookTest {

    @Test
    void an_ampersand_is_no_mnemonic() {
        assertEquals("Cats && Dogs", Look.literally("Cats & Dogs"));
    }
}
