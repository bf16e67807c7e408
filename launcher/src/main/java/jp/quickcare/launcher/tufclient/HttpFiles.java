package jp.quickcare.launcher.tufclient;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.time.Duration;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.MetadataSource;

/** Files under one HTTP address, read by the platform's own connection: no redirects, bounded in size and silence. */
final class HttpFiles implements MetadataSource {
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final String base;

    /** @param base the address of the folder, with or without its last slash */
    HttpFiles(String base) {
        this.base = base.endsWith("/") ? base : base + "/";
    }

    @Override
    public byte[] fetch(String fileName, long maxBytes) throws MetadataMissing, LengthException, IOException {
        HttpURLConnection connection = open(fileName);
        try {
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_FORBIDDEN) {
                throw new MetadataMissing(fileName);
            }
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("the server answered " + status + " for " + fileName);
            }
            return read(connection, fileName, maxBytes);
        } finally {
            connection.disconnect();
        }
    }

    private static byte[] read(HttpURLConnection connection, String fileName, long maxBytes)
            throws LengthException, IOException {
        int bound = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
        try (InputStream in = connection.getInputStream()) {
            byte[] file = in.readNBytes(bound);
            if (file.length == bound && in.read() >= 0) {
                throw new LengthException(fileName, maxBytes);
            }
            long announced = connection.getContentLengthLong();
            if (announced >= 0 && announced != file.length) {
                throw new IOException("the answer for " + fileName + " broke off");
            }
            return file;
        }
    }

    private HttpURLConnection open(String fileName) throws IOException {
        try {
            URLConnection connection = new URI(base + fileName).toURL().openConnection();
            if (connection instanceof HttpURLConnection http) {
                http.setInstanceFollowRedirects(false);
                http.setConnectTimeout((int) SILENCE.toMillis());
                http.setReadTimeout((int) SILENCE.toMillis());
                return http;
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException("no address: " + base + fileName, e);
        }
        throw new IOException("not an HTTP address: " + base);
    }
}
