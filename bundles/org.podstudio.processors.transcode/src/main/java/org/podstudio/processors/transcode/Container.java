package org.podstudio.processors.transcode;

import java.util.Set;

/** Kinds of files and what each can hold: the whole of the compatibility matrix. */
enum Container {

    MP4("mp4", Set.of(VideoCodec.H264, VideoCodec.H265, VideoCodec.VP9, VideoCodec.AV1),
            Set.of(AudioCodec.AAC, AudioCodec.MP3, AudioCodec.OPUS), "aac|mp3|opus|ac3|eac3|alac|flac"), MOV("mov",
                    Set.of(VideoCodec.H264, VideoCodec.H265), Set.of(AudioCodec.AAC, AudioCodec.MP3),
                    "aac|mp3|ac3|eac3|alac|pcm_s16le|pcm_s16be|pcm_s24le|pcm_s24be|pcm_f32le"), MKV("matroska",
                            Set.of(VideoCodec.H264, VideoCodec.H265, VideoCodec.VP9, VideoCodec.AV1),
                            Set.of(AudioCodec.AAC, AudioCodec.MP3, AudioCodec.OPUS), ".*"), WEBM("webm",
                                    Set.of(VideoCodec.VP9, VideoCodec.AV1), Set.of(AudioCodec.OPUS), "opus|vorbis");

    private final String muxer;
    private final Set<VideoCodec> video;
    private final Set<AudioCodec> audio;
    private final String copied;

    Container(String muxer, Set<VideoCodec> video, Set<AudioCodec> audio, String copied) {
        this.muxer = muxer;
        this.video = video;
        this.audio = audio;
        this.copied = copied;
    }

    /** ffmpeg's name. */
    String muxer() {
        return muxer;
    }

    boolean holds(VideoCodec codec) {
        return codec == VideoCodec.AUTO || video.contains(codec);
    }

    boolean holds(AudioCodec codec) {
        return codec == AudioCodec.AUTO || codec == AudioCodec.NONE || codec == AudioCodec.COPY
                || audio.contains(codec);
    }

    /** Whether sound of a codec, by ffmpeg's name, can be copied into it. */
    boolean takes(String codec) {
        return codec.matches(copied);
    }

    /** What {@code auto} stands for. */
    VideoCodec video(VideoCodec codec) {
        return codec != VideoCodec.AUTO ? codec : this == WEBM ? VideoCodec.VP9 : VideoCodec.H264;
    }

    /** What {@code auto} stands for. */
    AudioCodec audio(AudioCodec codec) {
        return codec != AudioCodec.AUTO ? codec : this == WEBM ? AudioCodec.OPUS : AudioCodec.AAC;
    }

    /** How the pictures are coded. */
    enum VideoCodec { AUTO, H264, H265, VP9, AV1 }

    /** How the sound is coded. */
    enum AudioCodec { AUTO, AAC, OPUS, MP3, COPY, NONE }
}
