package jp.quickcare.manifest.json;

/** Bytes are no strict JSON, or a document is not of the form that it should have. The message is English, for a log. */
public final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A failure with what was wrong and where; it holds no more than a short excerpt of the document. */
    public JsonException(String message) {
        super(message);
    }
}
