package org.podstudio.cli.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.cli.screen.FileResult;
import org.podstudio.cli.screen.Status;

class FolderSearchTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_folder_that_cannot_be_read_is_named_and_leaves_the_others_going() {
        FolderSearch search = new FolderSearch(folder);
        Path closed = folder.resolve("closed");
        assertEquals(FileVisitResult.CONTINUE,
                search.visitFileFailed(closed, new AccessDeniedException(closed.toString())));
        FileResult refused = search.refused().getFirst();
        assertEquals(Status.FAILED, refused.status());
        assertEquals(closed, refused.input());
    }

    @Test
    void a_hidden_folder_that_cannot_be_read_is_nobodys_business() {
        FolderSearch search = new FolderSearch(folder);
        Path hidden = folder.resolve(".closed");
        search.visitFileFailed(hidden, new AccessDeniedException(hidden.toString()));
        assertEquals(List.of(), search.refused());
    }

    @Test
    void a_link_to_a_folder_is_followed_when_it_is_named_and_not_when_it_is_found() throws IOException {
        Path real = Files.createDirectories(folder.resolve("real/deep"));
        Files.createFile(real.resolve("b.png"));
        Files.createFile(folder.resolve("real/a.png"));
        Files.createSymbolicLink(folder.resolve("real/link"), real);
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        assertEquals(List.of("a.png", "b.png"), FolderSearch.in(link, true).files().stream()
                .map(f -> f.getFileName().toString()).toList());
    }
}
