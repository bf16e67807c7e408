package jp.quickcare.manifest.tuf;

/** A source answers that it has no such file (HTTP 404 or 403); everything else that goes wrong is an I/O failure. */
public final class MetadataMissing extends Exception {
    private static final long serialVersionUID = 1L;

    private final String fileName;

    /** @param fileName what was asked for, for example {@code 2.root.json} */
    public MetadataMissing(String fileName) {
        super("the source has no " + fileName);
        this.fileName = fileName;
    }

    /** What was asked for. */
    public String fileName() {
        return fileName;
    }
}
