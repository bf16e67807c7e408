package jp.quickcare.launcher.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.function.BooleanSupplier;
import jp.quickcare.launcher.failure.KeepFailure;

/** Whether a source lets this PC fetch now (SPEC A4). Asked only when there is something to fetch. */
@FunctionalInterface
public interface Admitting {
    /** Asks nobody. */
    Admitting UNASKED = (calls, source, cancelled) -> Place.NOT_NEEDED;

    /**
     * Asks a source for a place and waits for it, however long that takes.
     *
     * @param calls goes over the connections that the files will come over
     * @param source its base address
     * @param cancelled true once nobody wants it any more; asked often
     * @throws IOException the source does not answer as it should, or {@code cancelled}
     * @throws KeepFailure the source lets this PC have nothing
     */
    Place enter(Calls calls, URI source, BooleanSupplier cancelled) throws IOException, KeepFailure;

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
