package jp.quickcare.server.admission;

/** One answer with files that is under way by a ticket. Thread-safe. */
public interface Transfer extends AutoCloseable {
    /** Some bytes were taken; costs next to nothing. */
    void gotOn();

    /** It is over, however it ended; a second call does nothing. */
    @Override
    void close();
}
