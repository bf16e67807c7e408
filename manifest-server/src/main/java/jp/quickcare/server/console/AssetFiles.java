package jp.quickcare.server.console;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.console.page.Frame;

/** Style, scripts and pictures, each under a name with its digest in it, so that browsers keep them for good. */
final class AssetFiles {
    private static final String FOLDER = Console.PATH + "/assets/";
    private static final int DIGEST_LETTERS = 12;

    private record Asset(String mediaType, ByteBuffer content) {}

    private static final Map<String, Asset> BY_PATH = new LinkedHashMap<>();

    static final Frame.Assets NAMES = new Frame.Assets(
            own("console.css", "text/css; charset=utf-8"),
            add("htmx.js", "text/javascript; charset=utf-8", read(htmx())),
            own("console.js", "text/javascript; charset=utf-8"),
            own("icon.svg", "image/svg+xml"));

    private AssetFiles() {}

    private static String own(String name, String mediaType) {
        return add(name, mediaType, read("/jp/quickcare/server/console/" + name));
    }

    private static String add(String name, String mediaType, byte[] content) {
        String path = FOLDER + Sha256.of(content).hex().substring(0, DIGEST_LETTERS) + "/" + name;
        BY_PATH.put(path, new Asset(mediaType, ByteBuffer.wrap(content).asReadOnlyBuffer()));
        return path;
    }

    private static String htmx() {
        Properties about = new Properties();
        byte[] pom = read("/META-INF/maven/org.webjars.npm/htmx.org/pom.properties");
        try {
            about.load(new java.io.StringReader(new String(pom, StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/htmx.org/" + about.getProperty("version") + "/dist/htmx.min.js";
    }

    private static byte[] read(String resource) {
        try (InputStream in = AssetFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the package lacks " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the name is one of an asset, there or not. */
    static boolean has(String path) {
        return path.startsWith(FOLDER);
    }

    /** Answers from memory. */
    static void send(HttpServerExchange exchange) {
        Asset asset = BY_PATH.get(exchange.getRequestPath());
        if (asset == null) {
            Answers.nothingHere(exchange);
            return;
        }
        exchange.setStatusCode(StatusCodes.OK);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, asset.mediaType());
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "public, max-age=31536000, immutable");
        exchange.setResponseContentLength(asset.content().remaining());
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.endExchange();
            return;
        }
        exchange.getResponseSender().send(asset.content().duplicate());
    }
}
