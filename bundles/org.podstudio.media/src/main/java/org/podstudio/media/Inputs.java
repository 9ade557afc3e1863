package org.podstudio.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.ProcessingException;

/**
 * What a file may make ffmpeg do: read itself and nothing else. Play lists, image sequences, scripts and network
 * addresses could make it open other files, so only containers that hold their media themselves are read, over no
 * protocol but files and pipes, and no pictures that would fill the memory.
 */
final class Inputs {

    private static final String PROTOCOLS = "file,pipe";
    private static final String FORMATS = """
        mov,matroska,webm,avi,asf,asf_o,flv,live_flv,mpegts,mpeg,mpegvideo,m4v,h261,h263,h264,hevc,vvc,av1,obu,ivf,\
        ogg,wav,w64,aiff,caf,au,flac,mp3,aac,loas,ac3,eac3,dts,\
        dtshd,truehd,mlp,ape,wv,tta,tak,mpc,mpc8,amr,dsf,iff,\
        voc,shn,qcp,rso,sbc,sox,spdif,xwma,osq,qoa,lc3,adx,gif,apng,mxf,gxf,dv,nut,nuv,rm,wtv,yuv4mpegpipe,\
        mjpeg,dirac,png_pipe,jpeg_pipe,webp_pipe,bmp_pipe,tiff_pipe,gif_pipe,jpegxl_pipe,jpegls_pipe,j2k_pipe,\
        pam_pipe,ppm_pipe,pgm_pipe,pbm_pipe,exr_pipe,dpx_pipe,psd_pipe,qoi_pipe,hdr_pipe,sgi_pipe,ico""";
    /** 16384 x 8192: twice 8K each way; a header that claims more is a bomb. */
    private static final String MAX_PIXELS = "134217728";
    private static final int HEAD = 4096;

    private Inputs() {
    }

    /** The options that go before {@code -i}. */
    static List<String> guard() {
        return List.of("-protocol_whitelist", PROTOCOLS, "-max_pixels:v", MAX_PIXELS, "-format_whitelist", FORMATS);
    }

    /**
     * Puts the guard before each {@code -i}; an input whose format the caller names ({@code -f}) is the caller's own,
     * so any format goes.
     */
    static List<String> guarded(List<String> arguments) {
        List<String> guarded = new ArrayList<>();
        boolean named = false;
        for (String word : arguments) {
            if (word.equals("-i")) {
                guarded.addAll(named ? guard().subList(0, 4) : guard());
                named = false;
            }
            named |= word.equals("-f");
            guarded.add(word);
        }
        return guarded;
    }

    /** @throws ProcessingException {@code media.missing}, {@code media.empty} */
    static void requireContent(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw ProcessingException.input("media.missing", file.getFileName() + " is not there, or is no file.",
                        "Choose a file that exists.");
            }
            if (Files.size(file) == 0) {
                throw ProcessingException.input("media.empty", file.getFileName() + " is empty.",
                        "Export or download it again.");
            }
        } catch (IOException e) {
            throw ProcessingException.input("media.no-access", file.getFileName() + " cannot be read: "
                    + e.getMessage() + ".",
                    "Give yourself the right to read it.");
        }
    }

    /** Words the refusal of a file that no demuxer takes. */
    static ProcessingException unknown(Path file, ProcessingException refusal) {
        return text(file)
                ? ProcessingException.input("media.unknown-format", file.getFileName()
                        + " is text, whatever its name says.",
                        "Choose a file of sound or film.")
                : refusal;
    }

    private static boolean text(Path file) {
        try (var in = Files.newInputStream(file)) {
            for (byte b : in.readNBytes(HEAD)) {
                if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
