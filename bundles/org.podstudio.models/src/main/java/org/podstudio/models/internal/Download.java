package org.podstudio.models.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;

/** Gets one file over HTTP. Gives up when the other side is silent for too long, and at once when the run is canceled. */
public final class Download {

    private static final long MAX_BYTES = 8L << 30;

    private final HttpClient client;
    private final Duration patience;

    /** With the patience that people have. */
    public Download() {
        this(Duration.ofSeconds(30));
    }

    /** @param patience longest silence before it gives up */
    Download(Duration patience) {
        this.patience = patience;
        HttpClient.Builder builder = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience);
        ProxySelector proxies = ProxySelector.getDefault();
        this.client = (proxies == null ? builder : builder.proxy(proxies)).build();
    }

    /**
     * Writes the file. A file that is longer than expected is cut off early: its hash will not fit.
     *
     * @param bytes expected size, for the progress; 0: not known
     * @throws ProcessingException {@code models.no-network}, {@code models.not-served}
     * @throws CanceledException when the run was canceled or the thread interrupted
     */
    public void get(String url, long bytes, Path target, Run run) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(patience)
                .header("User-Agent", "PODStudio").build();
        try {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = answer(request, run);
            if (response.statusCode() != 200) {
                new Parcels().refuse(response.body());
                throw notServed(url, response.statusCode());
            }
            write(response.body(), url, bytes, target, run);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CanceledException();
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw unreachable(url, reason(e), e);
        }
    }

    /** The head of the answer; a server that never gives one does not hold up a cancel. */
    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer(HttpRequest request, Run run)
            throws IOException, InterruptedException {
        var answer = client.sendAsync(request, BodyHandlers.ofPublisher());
        try (Run.Registration stop = run.onCancel(() -> answer.cancel(true))) {
            return answer.get();
        } catch (CancellationException e) {
            throw new CanceledException();
        } catch (ExecutionException e) {
            run.checkCanceled(); // which the client may word as a failure
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    private void write(Flow.Publisher<List<ByteBuffer>> body, String url, long bytes, Path target, Run run)
            throws IOException, InterruptedException {
        Parcels parcels = new Parcels();
        try (OutputStream out = Files.newOutputStream(target);
                WritableByteChannel channel = Channels.newChannel(out);
                Run.Registration stop = run.onCancel(parcels::cancel)) {
            body.subscribe(parcels);
            long limit = bytes > 0 ? bytes : MAX_BYTES;
            long done = 0;
            for (Parcel parcel = parcels.next(patience); !parcel.last()
                    && done <= limit; parcel = parcels.next(patience)) {
                for (ByteBuffer buffer : parcel.buffers()) {
                    done += channel.write(buffer);
                }
                run.checkCanceled();
                run.progress(Math.min(1, (double) done / (bytes > 0 ? bytes : Math.max(done, 100 << 20))));
            }
            run.checkCanceled();
        } finally {
            parcels.cancel();
        }
    }

    private static String reason(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "the name of the server is not known, perhaps there is no network";
            }
        }
        String message = e.getMessage();
        return message == null || message.isBlank() ? "there is no connection to the server" : message;
    }

    /** A server that is busy or broken may be well again later; one that does not have the file, or does not give it, stays like that. */
    private static ProcessingException notServed(String url, int status) {
        boolean passing = status >= 500 || status == 408 || status == 425 || status == 429;
        return new ProcessingException(passing ? ErrorKind.RESOURCE : ErrorKind.CONFIGURATION, "models.not-served",
                url + " answers " + status + ".",
                passing ? "Try again later." : "Report it: the model is not where its card says.");
    }

    private static ProcessingException unreachable(String url, String why, Throwable cause) {
        return new ProcessingException(ErrorKind.RESOURCE, "models.no-network",
                url + " cannot be reached: " + why + ".", "Check the connection and try again.", cause);
    }

    /** What arrived at once; the last one is empty. */
    private record Parcel(List<ByteBuffer> buffers, boolean last) {}

    /** Takes one parcel after the other, so that no more than two wait in memory. */
    @NonNullByDefault({}) // Flow.Subscriber leaves its parameters open
    private static final class Parcels implements Flow.Subscriber<List<ByteBuffer>> {

        private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
        private volatile boolean canceled;
        private volatile Flow.Subscription subscription = new Flow.Subscription() {
            @Override
            public void request(long n) {
                // nothing is on its way yet
            }

            @Override
            public void cancel() {
                // nothing is on its way yet
            }
        };

        Parcel next(Duration patience) throws IOException, InterruptedException {
            subscription.request(1);
            Object next = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            return switch (next) {
                case null -> throw new IOException("nothing came for " + patience.toSeconds() + " s");
                case IOException e -> throw e;
                case Throwable e -> throw new IOException(e);
                case Parcel parcel -> parcel;
                default -> throw new IllegalStateException(String.valueOf(next));
            };
        }

        /** Takes nothing of it, so that its connection is closed. */
        void refuse(Flow.Publisher<List<ByteBuffer>> body) {
            canceled = true;
            body.subscribe(this);
        }

        void cancel() {
            canceled = true;
            subscription.cancel();
            queue.add(new Parcel(List.of(), true));
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (canceled) {
                given.cancel();
            }
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            queue.add(new Parcel(item, false));
        }

        @Override
        public void onError(Throwable throwable) {
            queue.add(throwable);
        }

        @Override
        public void onComplete() {
            queue.add(new Parcel(List.of(), true));
        }
    }
}
