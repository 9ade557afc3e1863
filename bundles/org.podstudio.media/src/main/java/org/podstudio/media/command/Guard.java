package org.podstudio.media.command;

import java.util.List;

/**
 * What a file may make ffmpeg do: read itself and nothing else. Play lists, image sequences, scripts and network
 * addresses could make it open other files, so only containers that hold their media themselves are read, over no
 * protocol but files and pipes, and no pictures that would fill the memory.
 */
public final class Guard {

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

    private Guard() {
    }

    /** The options that go before {@code -i} of a file that somebody gave us. */
    public static List<String> words() {
        return List.of("-protocol_whitelist", PROTOCOLS, "-max_pixels:v", MAX_PIXELS, "-format_whitelist", FORMATS);
    }

    /** The options that go before {@code -i} of something that we made ourselves, whose format is named. */
    public static List<String> ownWords() {
        return words().subList(0, 4);
    }
}
