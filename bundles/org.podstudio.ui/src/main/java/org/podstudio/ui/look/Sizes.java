package org.podstudio.ui.look;

import java.util.Locale;

import org.eclipse.osgi.util.NLS;
import org.podstudio.ui.Messages;

/** Amounts of bytes in the unit that reads best. */
public final class Sizes {

    private Sizes() {
    }

    /** {@code 12 kB}, {@code 1.2 MB}, {@code 3.46 GB}. */
    public static String of(long bytes) {
        if (bytes < 1_000_000) {
            return NLS.bind(Messages.Size_Kilobytes, Math.max(1, Math.round(bytes / 1000.0)));
        }
        return bytes < 1_000_000_000
                ? NLS.bind(Messages.Size_Megabytes, String.format(Locale.ROOT, "%.1f", bytes / 1e6))
                : NLS.bind(Messages.Size_Gigabytes, String.format(Locale.ROOT, "%.2f", bytes / 1e9));
    }
}
