package org.podstudio.processors.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.podstudio.api.Run;
import org.podstudio.imaging.DeepPicture;
import org.podstudio.imaging.ImageFormat;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.Profiled;
import org.podstudio.imaging.metadata.Beside;

/** The picture that several results are made of: each form of it is read once, when the first result needs it. For one thread. */
final class Original {

    private static final int EIGHT_BITS = 8;

    private final Images images;
    private final Path file;
    private final ImageHeader header;
    private final Run run;
    private final int depth;
    private final Beside beside;
    private final Map<Form, Profiled> pictures = new HashMap<>();
    private Optional<DeepPicture> deep = Optional.empty();

    Original(Images images, Path file, ImageHeader header, Run run) throws IOException {
        this.images = images;
        this.file = file;
        this.header = header;
        this.run = run;
        this.depth = images.depth(file);
        this.beside = images.carried(file, run::note);
    }

    ImageHeader header() {
        return header;
    }

    /** What is written beside its pixels, as it is stored. */
    Beside beside() {
        return beside;
    }

    /** Whether there is more in it than eight bits a channel. */
    boolean isDeep() {
        return depth > EIGHT_BITS;
    }

    int depth() {
        return depth;
    }

    /**
     * How it is to be decoded. Deep stays deep in a result of the same size, in sRGB, in a format with room for it, of no prescribed size of file.
     *
     * @param depth bits a channel
     */
    static Form form(ImageHeader header, int depth, Goal goal, Params params) {
        ImageFormat format = goal.encoding().format();
        boolean room = format == ImageFormat.AVIF || format == ImageFormat.PNG && goal.encoding().colours() == 0;
        boolean same = goal.width() == header.width() && goal.height() == header.height();
        boolean deep = depth > EIGHT_BITS && room && same && !params.keepProfile() && params.maxSize().isEmpty();
        return new Form(deep || params.keepProfile() ? 1 : Reduction.of(header, goal), params.keepProfile(), deep);
    }

    Form form(Goal goal, Params params) {
        return form(header, depth, goal, params);
    }

    DeepPicture deep() throws IOException {
        DeepPicture picture = deep.isPresent() ? deep.get() : images.readDeep(file, run::checkCanceled);
        deep = Optional.of(picture);
        return picture;
    }

    /** In eight bits. */
    Profiled picture(Form form) throws IOException {
        Profiled known = pictures.get(form);
        if (known != null) {
            return known;
        }
        Profiled picture = form.profiled()
                ? images.readWithProfile(file, run::checkCanceled)
                : new Profiled(Reduction.read(images, file, header, form.reduction(), run), Optional.empty());
        pictures.put(form, picture);
        return picture;
    }
}
