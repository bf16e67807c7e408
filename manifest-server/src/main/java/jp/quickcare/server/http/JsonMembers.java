package jp.quickcare.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object that a client sent, each taken with its bounds. Members that are not asked for are passed over. */
public final class JsonMembers {
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxNumberLength(30)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String place;
    private final JsonNode object;

    private JsonMembers(String place, JsonNode object) {
        this.place = place;
        this.object = object;
    }

    /** The object that a whole body is. @throws BadBody it is none */
    public static JsonMembers parse(byte[] body) throws BadBody {
        JsonNode node;
        try {
            node = JSON.readTree(body);
        } catch (IOException e) {
            throw new BadBody("The body is no JSON: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return of("The body", node);
    }

    private static JsonMembers of(String place, @Nullable JsonNode node) throws BadBody {
        if (node == null || !node.isObject()) {
            throw new BadBody(place + " is no JSON object.");
        }
        return new JsonMembers(place, node);
    }

    /** An object in this one. */
    public JsonMembers object(String name) throws BadBody {
        return of("\"" + name + "\"", object.get(name));
    }

    /** Objects in this one, at most so many. */
    public List<JsonMembers> objects(String name, int most) throws BadBody {
        List<JsonMembers> objects = new ArrayList<>();
        for (JsonNode element : array(name, most)) {
            objects.add(of("An element of \"" + name + "\"", element));
        }
        return objects;
    }

    /** Texts in this object, at most so many; none where there is no such member. */
    public List<String> texts(String name, int most, int longest) throws BadBody {
        List<String> texts = new ArrayList<>();
        if (has(name)) {
            for (JsonNode element : array(name, most)) {
                texts.add(text(name, element, longest));
            }
        }
        return texts;
    }

    private JsonNode array(String name, int most) throws BadBody {
        JsonNode array = object.get(name);
        if (array == null || !array.isArray()) {
            throw new BadBody(place + " has no array \"" + name + "\".");
        }
        if (array.size() > most) {
            throw new BadBody("\"" + name + "\" has more than " + most + " elements.");
        }
        return array;
    }

    /** A text that has to be there, of at most so many characters, none of them a control character or one that is not seen. */
    public String text(String name, int longest) throws BadBody {
        return text(name, object.get(name), longest);
    }

    /** A text, or empty where there is no such member. */
    public String textOrEmpty(String name, int longest) throws BadBody {
        return has(name) ? text(name, longest) : "";
    }

    /** A text that may be left out. */
    public Optional<String> optionalText(String name, int longest) throws BadBody {
        return has(name) ? Optional.of(text(name, longest)) : Optional.empty();
    }

    private String text(String name, @Nullable JsonNode node, int longest) throws BadBody {
        if (node == null || !node.isTextual()) {
            throw new BadBody(place + " has no text \"" + name + "\".");
        }
        String text = node.textValue();
        if (text.length() > longest) {
            throw new BadBody("\"" + name + "\" is longer than " + longest + " characters.");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean loneSurrogate = Character.isHighSurrogate(c)
                    ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                    : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
            if (isUnseen(c) || loneSurrogate) {
                throw new BadBody(
                        "\"" + name + "\" has a control character, one that is not seen, or half a one in it.");
            }
        }
        return text;
    }

    /** What would break a line, or turn what is shown around it, as U+202E does. */
    private static boolean isUnseen(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** A whole number within bounds. */
    public long number(String name, long least, long most) throws BadBody {
        JsonNode node = object.get(name);
        if (node == null || !node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new BadBody(place + " has no whole number \"" + name + "\".");
        }
        long number = node.longValue();
        if (number < least || number > most) {
            throw new BadBody("\"" + name + "\" is not between " + least + " and " + most + ".");
        }
        return number;
    }

    /** A whole number within bounds, or another where there is no such member. */
    public long numberOr(String name, long otherwise, long least, long most) throws BadBody {
        return has(name) ? number(name, least, most) : otherwise;
    }

    /** Whether there is such a member with a value. */
    public boolean has(String name) {
        JsonNode node = object.get(name);
        return node != null && !node.isNull();
    }
}
