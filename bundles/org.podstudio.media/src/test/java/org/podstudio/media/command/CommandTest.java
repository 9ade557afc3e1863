package org.podstudio.media.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CommandTest {

    private static final Path IN = Path.of("/films/-i.mp4");
    private static final Path OUT = Path.of("/films/out.mp4");

    @Test
    void words_a_command_with_each_option_at_its_stream() {
        Output output = Output.file(OUT, "mp4")
                .with(Lane.of(StreamRef.film(0), Coding.by("libx264").with("crf", 23).with("maxrate", 1_000_000))
                        .through(Filter.scale(320, 180, "bicubic").then(Filter.of("setsar").with("sar", 1))))
                .with(Lane.of(StreamRef.of(0, 2), Coding.COPY).tagged("language", "deu").as("default"))
                .option("movflags", "+faststart").tagsOf(0).chaptersOf(0).lasting(1.5);
        List<String> words = Command.of(Input.file(IN).from(0.25), output).words();
        assertEquals(List.of("-ss", "0.25"), words.subList(0, 2));
        assertEquals(Guard.words(), words.subList(2, 8));
        assertEquals(List.of("-i", "file:/films/-i.mp4", "-map", "0:V:0", "-map", "0:2", "-c:0", "libx264", "-crf:0",
                "23", "-maxrate:0", "1000000", "-filter:0", "scale=w=320:h=180:flags=bicubic,setsar=sar=1", "-c:1",
                "copy", "-metadata:s:1", "language=deu", "-disposition:1", "default", "-map_metadata", "0",
                "-map_chapters", "0", "-movflags", "+faststart", "-t", "1.5", "-f", "mp4", "file:/films/out.mp4"),
                words.subList(8, words.size()));
    }

    @Test
    void every_file_is_guarded_and_every_format_of_our_own_is_named() {
        for (Input input : List.of(Input.own(IN, Input.Format.SRT), Input.pixels("bgra", 2, 2, 25), Input.samples(
                8000, "mono"), Input.piped("ivf"), Input.made(Chain.of(Filter.of("testsrc2"))))) {
            List<String> words = input.words();
            assertTrue(words.contains("-protocol_whitelist") && words.contains("-f"), words.toString());
        }
        assertTrue(Input.file(IN).words().contains("-format_whitelist"));
    }

    @Test
    void values_of_filters_are_escaped() {
        assertEquals("drawtext=text=it\\\\\\'s 5\\\\:30\\, \\[a\\]\\; b\\\\\\\\c",
                Filter.of("drawtext").with("text", "it's 5:30, [a]; b\\c").toString());
        assertEquals("x=a=0.1:b=1:c=/q\\\\:r", Filter.of("x").with("a", 0.1).with("b", true).with("c", Path.of("/q:r"))
                .toString());
    }

    @Test
    void branches_and_joins() {
        Graph graph = Graph.EMPTY
                .with(List.of(StreamRef.film(0)), Chain.of(Filter.split(2)), List.of(StreamRef.pad("a"), StreamRef.pad(
                        "b")))
                .with(StreamRef.pad("a"), Chain.of(Filter.of("hflip")), StreamRef.pad("v"));
        Command command = new Command(List.of(Input.file(IN)), graph, List.of(
                Output.file(OUT, "mp4").with(StreamRef.pad("v"), Coding.by("libx264")),
                Output.nowhere().with(StreamRef.pad("b"), Coding.by("rawvideo"))));
        assertTrue(String.join(" ", command.words()).contains(
                "-filter_complex [0:V:0]split=outputs=2[a][b];[a]hflip[v] -map [v] -c:0 libx264"));
    }

    @Test
    void what_could_not_be_meant_cannot_be_said() {
        Input in = Input.file(IN);
        StreamRef film = StreamRef.film(0);
        refused(() -> Command.of(in, Output.file(OUT, "mp4")));
        refused(() -> Command.of(in, Output.file(OUT, "mp4").with(StreamRef.film(1), Coding.COPY)));
        refused(() -> Command.of(in, Output.file(IN, "mp4").with(film, Coding.COPY)));
        refused(() -> Command.of(in, Output.file(OUT, "mp4").with(StreamRef.pad("x"), Coding.by("libx264"))));
        refused(() -> new Command(List.of(in), Graph.EMPTY.with(film, Chain.of(), StreamRef.pad("x")), List.of(
                Output.file(OUT, "mp4").with(film, Coding.COPY))));
        refused(() -> Coding.COPY.with("crf", 23));
        refused(() -> Lane.of(film, Coding.COPY).through(Chain.of(Filter.of("hflip"))));
        refused(() -> Coding.by("libx264").with("map", "0:1"));
        refused(() -> Coding.by("libx264 -y").with("crf", 1));
        refused(() -> Filter.of("hflip,movie=/etc/passwd"));
        refused(() -> Filter.of("scale").with("w=1:h", 2));
        refused(() -> Output.file(OUT, "mp4 -y"));
        refused(() -> Lane.of(film, Coding.COPY).as("default -y"));
        refused(() -> Graph.EMPTY.with(film, Chain.of(), StreamRef.pad("x")).with(film, Chain.of(), StreamRef.pad(
                "x")));
    }

    @Test
    void numbers_have_a_point_and_no_needless_zeros() {
        assertEquals(List.of("1", "0.333333", "-2.5", "100"), List.of(Words.number(1), Words.number(1 / 3.0), Words
                .number(-2.5), Words.number(100)));
        refused(() -> Words.number(Double.NaN));
    }

    private static void refused(Executable words) {
        assertThrows(IllegalArgumentException.class, words);
    }
}
