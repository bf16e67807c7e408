package jp.quickcare.manifest.json;

/** JSON to store and send: as {@link CanonicalJson}, but with control characters escaped, so that every reader takes it. */
public final class JsonText {
    private JsonText() {}

    /** One line of UTF-8 without space; equal values give equal bytes. */
    public static byte[] encode(JsonValue value) {
        Utf8Text out = new Utf8Text();
        CanonicalJson.write(value, out, true);
        return out.toBytes();
    }
}
