package jp.quickcare.launcher.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The first request to a source for files, along with which a place is asked for (SPEC A4). Used by one thread. */
final class FirstRequest implements Admitting.Along, Closeable {
    private final Source source;
    private final Attempt attempt;
    private final Sha256 release;
    private final List<WantedObject> objects;
    private @Nullable FileStream begun;

    FirstRequest(Source source, Attempt attempt, Sha256 release, List<WantedObject> objects) {
        this.source = source;
        this.attempt = attempt;
        this.release = release;
        this.objects = objects;
    }

    @Override
    public Optional<Calls.Answer> ask(JsonObject wish) throws IOException, KeepFailure {
        if (source.isStatic()) {
            return Optional.empty();
        }
        close();
        FileStream stream = FileStream.ask(source, attempt, release, objects, wish);
        begun = stream;
        Calls.Answer answer = stream.place();
        if (!stream.hasFiles()) {
            close();
            judge(answer);
        }
        return Optional.of(answer);
    }

    /** What is no word about a place tells of the stream of files, as it does where none is asked for. */
    private void judge(Calls.Answer answer) throws IOException {
        boolean aboutPlaces = answer.status() == 503 || answer.status() == 429;
        if (FileStream.isBroken(answer.status()) && !aboutPlaces) {
            throw new IOException(source.shown() + " answered " + answer.status());
        }
        if (!aboutPlaces && answer.json().isEmpty()) {
            source.hasNoStream();
        }
    }

    /** The files that have begun to come, for whoever asks to receive and to close; null where they are still to be asked for. */
    @Nullable
    FileStream take() {
        FileStream taken = begun;
        begun = null;
        return taken;
    }

    /** Breaks off what nobody has taken. */
    @Override
    public void close() throws IOException {
        FileStream left = take();
        if (left != null) {
            left.close();
        }
    }
}
