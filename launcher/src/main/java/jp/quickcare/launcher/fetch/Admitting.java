package jp.quickcare.launcher.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.manifest.json.JsonObject;

/** Whether a source lets this PC fetch now (SPEC A4). Asked only when there is something to fetch. */
@FunctionalInterface
public interface Admitting {
    /** Asks nobody. */
    Admitting UNASKED = (calls, source, along, cancelled) -> Place.NOT_NEEDED;

    /**
     * Asks a source for a place and waits for it, however long that takes.
     *
     * @param calls goes over the connections that the files will come over
     * @param source its base address
     * @param along asks along with the first request for files, where there is one that can carry it
     * @param cancelled true once nobody wants it any more; asked often
     * @throws IOException the source does not answer as it should, or {@code cancelled}
     * @throws KeepFailure the source lets this PC have nothing
     */
    Place enter(Calls calls, URI source, Along along, BooleanSupplier cancelled) throws IOException, KeepFailure;

    /** Asks for a place along with files, which saves a question of its own: a round trip of every update. */
    @FunctionalInterface
    interface Along {
        /** Where no request can carry it. */
        Along NOTHING = wish -> Optional.empty();

        /**
         * Asks for files and for a place. May be called again.
         *
         * @param wish what a question for a place alone says
         * @return what the source says to it, as if it had been asked alone; empty where no request can carry it
         */
        Optional<Calls.Answer> ask(JsonObject wish) throws IOException, KeepFailure;
    }

    /** The right to fetch from one source until it is closed, which gives it back and does not wait. */
    interface Place extends Closeable {
        /** Where a source asks for none. */
        Place NOT_NEEDED = () -> "";

        /** What a request for files shows; empty where the source asks for none. */
        String ticket();

        @Override
        default void close() {}
    }
}
