package org.podstudio.media.internal.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.command.Output;

/** What ffmpeg 8.0 and 5.1 said in truth, and the class of error that it is. */
class FailuresTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "[mov,mp4,m4a,3gp,3g2,mj2 @ 0x5] [error] moov atom not found|INPUT|media.broken",
            "[in#0 @ 0x5] [error] Error opening input: Invalid data found when processing input|INPUT|media.broken",
            "[out#0/mp4 @ 0x5] [error] Error writing trailer: No space left on device|RESOURCE|media.disk-full",
            "[mp4 @ 0x5] [error] av_interleaved_write_frame(): Disk quota exceeded|RESOURCE|media.disk-full",
            "[vost#0:0 @ 0x5] [fatal] Unknown encoder 'libx264'|CONFIGURATION|media.no-encoder",
            "[AVFilterGraph @ 0x5] [error] No such filter: 'vidstabdetect'|CONFIGURATION|media.bad-arguments",
            "[error] Unrecognized option 'nosuch'.|CONFIGURATION|media.bad-arguments",
            "[out#0/mp4 @ 0x5] [fatal] Stream map '0:V:0' matches no streams.|INPUT|media.no-stream",
            "[webm @ 0x5] [error] Only VP8 or VP9 or AV1 video and Vorbis or Opus audio and WebVTT subtitles are supported for WebM.|CONFIGURATION|media.not-in-container",
            "[mp4 @ 0x5] [error] Could not find tag for codec pcm_s16le in stream #0, codec not currently supported in container|CONFIGURATION|media.not-in-container",
            "[h264_nvenc @ 0x5] [error] Cannot load libcuda.so.1|TOOL|media.no-device",
            "[h264_nvenc @ 0x5] [error] OpenEncodeSessionEx failed: out of memory (10)|TOOL|media.no-device",
            "[h264_qsv @ 0x5] [error] Error creating a MFX session: -9.|TOOL|media.no-device",
            "[error] Device creation failed: -542398533.|TOOL|media.no-device",
            "[in#0 @ 0x5] [error] Error opening input: Permission denied|INPUT|media.no-access",
            "[in#0 @ 0x5] [error] Error opening input: No such file or directory|INPUT|media.missing",
            "[libopenh264 @ 0x5] [error] [OpenH264] this = 0x0x5, Error:CWelsH264SVCEncoder::EncodeFrame(), kiEncoderReturn 3|CONFIGURATION|media.too-fine",
            "[libopenh264 @ 0x5] [error] [OpenH264] this = 0x0x5, Error:CWelsH264SVCEncoder::EncodeFrame(), kiEncoderReturn 5|TOOL|media.failed",
            "[libopenh264 @ 0x5] [error] EncodeFrame failed|TOOL|media.failed",
            "[mp4 @ 0x5] [error] reserved_moov_size is too small, needed 47 additional|TOOL|"
                    + Output.NO_ROOM_FOR_INDEX,
            "[error] something never heard of|TOOL|media.failed"})
    void words_become_a_class_a_code_and_a_sentence(String words, ErrorKind kind, String code) {
        StderrTail tail = new StderrTail();
        tail.add(words);
        ProcessingException e = Failures.of(List.of("ffmpeg", "-i", "file:/films/a b.mp4", "x.mp4"), new Child.Ending(1,
                tail, OptionalLong.empty()));
        assertEquals(code, e.code());
        assertEquals(kind, e.kind());
        assertTrue(e.message().contains("a b.mp4"), e.message());
        assertFalse(e.message().contains("0x5") || e.advice().isBlank(), e.message());
    }

    /** Over the limit, near to it, code, words; what is told. */
    @ParameterizedTest
    @CsvSource({"false,false,1,kiEncoderReturn 3,media.too-fine", "false,true,1,kiEncoderReturn 3,media.no-memory",
            "false,true,1,something else,media.failed", "false,true,137,,media.no-memory",
            "false,false,137,,media.killed", "true,true,1,,media.no-memory"})
    void what_may_be_a_lack_of_memory_is_one_where_the_limit_was_near(boolean over, boolean near, int code,
            String words, String told) {
        StderrTail tail = new StderrTail();
        tail.add("[error] " + words);
        Child.Ending ending = new Child.Ending(code, tail, OptionalLong.empty()).diedUnder(1 << 20, over, near);
        assertEquals(told, Failures.of(List.of("ffmpeg", "-i", "file:/a.mp4", "x.mp4"), ending).code());
    }
}
