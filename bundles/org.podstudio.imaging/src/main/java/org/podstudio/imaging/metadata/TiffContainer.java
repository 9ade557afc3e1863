package org.podstudio.imaging.metadata;

import java.io.IOException;
import java.util.Set;

/** A TIFF, whose tags beside the pixels are taken out in place. BigTIFF is left alone. */
final class TiffContainer implements Container {

    private static final int ICC = 34_675;
    /** Without these the pixels cannot be read or are shown wrong. */
    private static final Set<Integer> MORE = Set.of(254, 255, 274, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325,
            330, 332,
            333, 334, 336, 338, 339, 340, 341, 342, 347, 512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531,
            532, 559, 32_995, 32_996, 32_997, 32_998);
    private static final Set<Integer> TECHNICAL = Set.of(271, 272, 305, 34_665, 33_434, 33_437, 34_850, 34_855, 36_864,
            37_377, 37_378, 37_379, 37_380, 37_381, 37_383, 37_384, 37_385, 37_386, 40_961, 40_962, 40_963, 41_985,
            41_986, 41_987, 41_988, 41_989, 41_990, 42_034, 42_035, 42_036);

    @Override
    public Beside read(byte[] file) throws IOException {
        requireClassic(file);
        try {
            return Page.beside(file);
        } catch (RuntimeException e) {
            throw new IOException("the tables of the TIFF are damaged", e);
        }
    }

    @Override
    public byte[] write(byte[] file, Beside beside) throws IOException {
        return rewrite(file, MetadataPolicy.STRIP_ALL, beside.profile().isPresent());
    }

    @Override
    public byte[] rewrite(byte[] file, MetadataPolicy policy, boolean profileStays) throws IOException {
        requireClassic(file);
        try {
            return switch (policy) {
                case PRESERVE_ALL -> file;
                case PRESERVE_TECHNICAL -> Tags.of(file)
                        .pages(tag -> pixels(tag) || tag == ICC || TECHNICAL.contains(tag));
                case STRIP_ALL -> Tags.of(file).pages(tag -> pixels(tag) || tag == ICC && profileStays);
            };
        } catch (RuntimeException e) {
            throw new IOException("the tables of the TIFF are damaged", e);
        }
    }

    private static boolean pixels(int tag) {
        return tag >= 256 && tag <= 266 || tag >= 273 && tag <= 284 || tag >= 286 && tag <= 297 || MORE.contains(tag);
    }

    private static void requireClassic(byte[] file) throws IOException {
        if (file.length < 8 || file[2] != 42 && file[3] != 42) {
            throw new IOException("the tags of a BigTIFF are not rewritten");
        }
    }
}
