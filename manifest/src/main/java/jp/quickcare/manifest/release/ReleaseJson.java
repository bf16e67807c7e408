package jp.quickcare.manifest.release;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.CanonicalJson;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonString;
import jp.quickcare.manifest.json.JsonValue;

/** The JSON form of a release manifest; its parts are what a publisher writes by hand. */
public final class ReleaseJson {
    private static final String TYPE = "release";
    private static final long FORMAT = 1;

    private ReleaseJson() {}

    static ReleaseManifest read(JsonObject json) throws JsonException, UnsafePathException {
        if (!json.string("_type").equals(TYPE)) {
            throw new JsonException("_type is not " + TYPE);
        }
        if (json.integer("format") != FORMAT) {
            throw new JsonException("format " + json.integer("format") + " is not known to this launcher");
        }
        JsonArray filesJson = json.array("files");
        if (filesJson.items().size() > ReleaseManifest.MAX_FILES) {
            throw new JsonException(filesJson.items().size() + " files");
        }
        List<ReleaseFile> files = new ArrayList<>(filesJson.items().size());
        for (JsonObject file : filesJson.objects()) {
            files.add(readFile(file));
        }
        return new ReleaseManifest(
                json.string("app"),
                json.string("version"),
                json.integer("counter"),
                json.string("platform"),
                LauncherVersion.of(json.string("minLauncher")),
                readLaunch(json.object("launch")),
                readShortcuts(json.array("shortcuts")),
                files,
                json.has("deltas") ? readDeltas(json.array("deltas")) : List.of(),
                json.has("chunks") ? Optional.of(readChunks(json.object("chunks"))) : Optional.empty());
    }

    private static ReleaseChunks readChunks(JsonObject json) throws JsonException {
        long indexBytes = json.integer("indexLength");
        if (indexBytes < 1 || indexBytes > ReleaseChunks.MAX_INDEX_BYTES) {
            throw new JsonException("an index of " + indexBytes + " bytes");
        }
        return new ReleaseChunks(
                json.integer("length"),
                Sha256.ofHex(json.string("sha256")),
                (int) indexBytes,
                Sha256.ofHex(json.string("indexSha256")));
    }

    private static List<ReleaseDelta> readDeltas(JsonArray json) throws JsonException {
        if (json.items().size() > ReleaseDelta.MAX_DELTAS) {
            throw new JsonException(json.items().size() + " deltas");
        }
        List<ReleaseDelta> deltas = new ArrayList<>();
        for (JsonObject delta : json.objects()) {
            deltas.add(new ReleaseDelta(
                    Sha256.ofHex(delta.string("from")), delta.integer("length"), Sha256.ofHex(delta.string("sha256"))));
        }
        return deltas;
    }

    private static ReleaseFile readFile(JsonObject json) throws JsonException, UnsafePathException {
        return new ReleaseFile(
                SafePath.of(json.string("path")),
                json.integer("length"),
                Sha256.ofHex(json.string("sha256")),
                json.has("executable") && json.bool("executable"),
                json.has("zst") ? OptionalLong.of(json.integer("zst")) : OptionalLong.empty());
    }

    /** Reads the {@code launch} member. @throws IllegalArgumentException where a part is out of bounds */
    public static LaunchSpec readLaunch(JsonObject json) throws JsonException, UnsafePathException {
        String kind = json.string("kind");
        return switch (kind) {
            case "java" ->
                new LaunchSpec.JavaApplication(
                        json.bool("ownProcess"),
                        json.string("mainClass"),
                        paths(json.array("classPath").strings()),
                        json.array("jvmOptions").strings(),
                        json.array("arguments").strings(),
                        readWell(json.object("well")));
            case "program" ->
                new LaunchSpec.Program(
                        SafePath.of(json.string("command")),
                        json.array("arguments").strings(),
                        readWell(json.object("well")));
            case "none" -> new LaunchSpec.None();
            default -> throw new JsonException("launch kind \"" + Text.visible(kind, 20) + "\" is not known");
        };
    }

    private static List<SafePath> paths(List<String> texts) throws UnsafePathException {
        List<SafePath> paths = new ArrayList<>(texts.size());
        for (String text : texts) {
            paths.add(SafePath.of(text));
        }
        return paths;
    }

    private static WellCheck readWell(JsonObject json) throws JsonException {
        long seconds = json.integer("withinSeconds");
        if (seconds < 1 || seconds > 3600) {
            throw new JsonException("withinSeconds " + seconds + " is not 1 to 3600");
        }
        return new WellCheck(json.bool("reports"), Duration.ofSeconds(seconds));
    }

    /** Reads the {@code shortcuts} member. @throws IllegalArgumentException where a part is out of bounds */
    public static List<Shortcut> readShortcuts(JsonArray json) throws JsonException, UnsafePathException {
        List<Shortcut> shortcuts = new ArrayList<>();
        for (JsonObject shortcut : json.objects()) {
            Optional<SafePath> icon =
                    shortcut.has("icon") ? Optional.of(SafePath.of(shortcut.string("icon"))) : Optional.empty();
            shortcuts.add(new Shortcut(readTexts(shortcut.object("name")), icon));
        }
        return shortcuts;
    }

    static Map<String, String> readTexts(JsonObject json) throws JsonException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String language : json.members().keySet()) {
            texts.put(language, json.string(language));
        }
        return texts;
    }

    static byte[] write(ReleaseManifest manifest) {
        List<JsonValue> files = new ArrayList<>(manifest.files().size());
        for (ReleaseFile file : manifest.files()) {
            JsonObject.Builder json = JsonObject.builder()
                    .put("path", file.path().toString())
                    .put("length", file.lengthBytes())
                    .put("sha256", file.sha256().hex());
            if (file.executable()) {
                json.put("executable", true);
            }
            file.zstLengthBytes().ifPresent(length -> json.put("zst", length));
            files.add(json.build());
        }
        JsonObject.Builder release = JsonObject.builder()
                .put("_type", TYPE)
                .put("format", FORMAT)
                .put("app", manifest.app())
                .put("version", manifest.version())
                .put("counter", manifest.counter())
                .put("platform", manifest.platform())
                .put("minLauncher", manifest.minLauncher().toString())
                .put("launch", writeLaunch(manifest.launch()))
                .put("shortcuts", writeShortcuts(manifest.shortcuts()))
                .put("files", new JsonArray(files));
        if (!manifest.deltas().isEmpty()) {
            release.put("deltas", writeDeltas(manifest.deltas()));
        }
        manifest.chunks()
                .ifPresent(chunks -> release.put(
                        "chunks",
                        JsonObject.builder()
                                .put("length", chunks.lengthBytes())
                                .put("sha256", chunks.sha256().hex())
                                .put("indexLength", chunks.indexBytes())
                                .put("indexSha256", chunks.indexSha256().hex())
                                .build()));
        return CanonicalJson.encode(release.build());
    }

    private static JsonArray writeDeltas(List<ReleaseDelta> deltas) {
        List<JsonValue> items = new ArrayList<>();
        for (ReleaseDelta delta : deltas) {
            items.add(JsonObject.builder()
                    .put("from", delta.from().hex())
                    .put("length", delta.lengthBytes())
                    .put("sha256", delta.sha256().hex())
                    .build());
        }
        return new JsonArray(items);
    }

    /** Writes the {@code launch} member. */
    public static JsonObject writeLaunch(LaunchSpec launch) {
        if (launch instanceof LaunchSpec.JavaApplication java) {
            return JsonObject.builder()
                    .put("kind", "java")
                    .put("ownProcess", java.ownProcess())
                    .put("mainClass", java.mainClass())
                    .put(
                            "classPath",
                            JsonArray.ofStrings(java.classPath().stream()
                                    .map(SafePath::toString)
                                    .toList()))
                    .put("jvmOptions", JsonArray.ofStrings(java.jvmOptions()))
                    .put("arguments", JsonArray.ofStrings(java.arguments()))
                    .put("well", writeWell(java.well()))
                    .build();
        }
        if (launch instanceof LaunchSpec.Program program) {
            return JsonObject.builder()
                    .put("kind", "program")
                    .put("command", program.command().toString())
                    .put("arguments", JsonArray.ofStrings(program.arguments()))
                    .put("well", writeWell(program.well()))
                    .build();
        }
        return JsonObject.builder().put("kind", "none").build();
    }

    private static JsonObject writeWell(WellCheck well) {
        return JsonObject.builder()
                .put("reports", well.reports())
                .put("withinSeconds", well.within().toSeconds())
                .build();
    }

    private static JsonArray writeShortcuts(List<Shortcut> shortcuts) {
        List<JsonValue> items = new ArrayList<>();
        for (Shortcut shortcut : shortcuts) {
            JsonObject.Builder json = JsonObject.builder().put("name", writeTexts(shortcut.nameByLanguage()));
            shortcut.icon().ifPresent(icon -> json.put("icon", icon.toString()));
            items.add(json.build());
        }
        return new JsonArray(items);
    }

    static JsonObject writeTexts(Map<String, String> texts) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        texts.forEach((language, text) -> members.put(language, new JsonString(text)));
        return new JsonObject(members);
    }
}
