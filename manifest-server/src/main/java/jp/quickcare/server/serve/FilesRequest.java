package jp.quickcare.server.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.admission.TicketRequest;
import jp.quickcare.server.http.BadBody;
import org.jspecify.annotations.Nullable;

/**
 * The list of files a client asks for in one request (SPEC A5).
 *
 * @param release digest of the release manifest that names them
 * @param objects in the order in which they are sent
 * @param ticket what is asked for along with them; empty where nothing is
 */
record FilesRequest(Sha256 release, List<Asked> objects, Optional<TicketRequest> ticket) {
    /** So many a request may name. */
    static final int MOST_OBJECTS = 200_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * One object.
     *
     * @param compressed which stored form is meant; null for the one that is there
     * @param offset the first stored byte that is wanted
     */
    record Asked(Sha256 sha256, @Nullable Boolean compressed, long offset) {}

    /**
     * Reads a request's body. Members that are not known are passed over.
     *
     * @throws BadRequest with a sentence that says what is wrong
     */
    static FilesRequest parse(byte[] json) throws BadRequest {
        try (JsonParser parser = JSON.createParser(json)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "The body is no JSON object.");
            Sha256 release = null;
            List<Asked> objects = null;
            Optional<TicketRequest> ticket = Optional.empty();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                switch (name) {
                    case "release" -> release = digest(parser);
                    case "objects" -> objects = objects(parser);
                    case "ticket" -> ticket = Optional.of(ticket(parser, json));
                    default -> parser.skipChildren();
                }
            }
            require(parser.nextToken() == null, "The body goes on behind its JSON object.");
            if (release == null || objects == null) {
                throw new BadRequest("The body lacks \"release\" or \"objects\".");
            }
            return new FilesRequest(release, objects, ticket);
        } catch (BadBody e) {
            throw new BadRequest(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new BadRequest("The body is no JSON: " + firstLine(e.getMessage()));
        }
    }

    /** Judged as it is where it comes alone, its length included. */
    private static TicketRequest ticket(JsonParser parser, byte[] json) throws IOException, BadRequest, BadBody {
        require(parser.currentToken() == JsonToken.START_OBJECT, "\"ticket\" is no JSON object.");
        long from = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        long to = parser.currentLocation().getByteOffset();
        require(from >= 0 && to > from, "The body is not UTF-8.");
        require(to - from <= TicketRequest.LARGEST_BYTES, "\"ticket\" is longer than 16 KiB.");
        return TicketRequest.parse(Arrays.copyOfRange(json, (int) from, (int) to));
    }

    private static List<Asked> objects(JsonParser parser) throws IOException, BadRequest {
        require(parser.currentToken() == JsonToken.START_ARRAY, "\"objects\" is no array.");
        List<Asked> objects = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(objects.size() < MOST_OBJECTS, "More than " + MOST_OBJECTS + " objects.");
            objects.add(asked(parser));
        }
        return objects;
    }

    private static Asked asked(JsonParser parser) throws IOException, BadRequest {
        require(parser.currentToken() == JsonToken.START_OBJECT, "An element of \"objects\" is no object.");
        Sha256 sha256 = null;
        Boolean compressed = null;
        long offset = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "sha256" -> sha256 = digest(parser);
                case "zst" -> {
                    require(value.isBoolean(), "\"zst\" is neither true nor false.");
                    compressed = parser.getBooleanValue();
                }
                case "offset" -> {
                    require(value == JsonToken.VALUE_NUMBER_INT, "\"offset\" is no whole number.");
                    offset = parser.getLongValue();
                    require(offset >= 0, "\"offset\" is negative.");
                }
                default -> parser.skipChildren();
            }
        }
        if (sha256 == null) {
            throw new BadRequest("An element of \"objects\" lacks \"sha256\".");
        }
        return new Asked(sha256, compressed, offset);
    }

    private static Sha256 digest(JsonParser parser) throws IOException, BadRequest {
        boolean hex = parser.currentToken() == JsonToken.VALUE_STRING && Sha256.isHex(parser.getText());
        require(hex, "\"" + parser.currentName() + "\" is not 64 lower-case hexadecimal digits.");
        return Sha256.ofHex(parser.getText());
    }

    private static void require(boolean condition, String otherwise) throws BadRequest {
        if (!condition) {
            throw new BadRequest(otherwise);
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    /** A body that is no list of files; its message is for whoever wrote the client. */
    static final class BadRequest extends Exception {
        private static final long serialVersionUID = 1L;

        BadRequest(String sentence) {
            super(sentence);
        }
    }
}
