package jp.quickcare.server.records;

/**
 * How far an update is.
 *
 * @param phase {@code download}, {@code verify} or {@code apply}
 * @param doneBytes so much is done
 * @param totalBytes of so much
 */
public record Progress(String phase, long doneBytes, long totalBytes) {}
