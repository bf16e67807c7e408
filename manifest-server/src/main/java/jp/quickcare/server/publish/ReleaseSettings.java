package jp.quickcare.server.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.StrictJson;
import jp.quickcare.manifest.release.LaunchSpec;
import jp.quickcare.manifest.release.LauncherVersion;
import jp.quickcare.manifest.release.ReleaseJson;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.manifest.release.Shortcut;
import jp.quickcare.manifest.release.UnsafePathException;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;

/**
 * What a release's files do not tell by themselves; the vendor writes it by hand.
 *
 * @param launch how it is started
 * @param shortcuts for start menu and desktop
 * @param minLauncher the oldest launcher that can install it
 */
public record ReleaseSettings(LaunchSpec launch, List<Shortcut> shortcuts, LauncherVersion minLauncher) {
    private static final Set<String> MEMBERS = Set.of("launch", "shortcuts", "minLauncher");
    private static final LauncherVersion FIRST_LAUNCHER = LauncherVersion.of("1.0.0");
    private static final int MAX_BYTES = 1 << 20;

    /** Those of a release of the launcher or of its Java, which nothing starts as it starts an application. */
    public static ReleaseSettings ofComponent() {
        return new ReleaseSettings(new LaunchSpec.None(), List.of(), FIRST_LAUNCHER);
    }

    /** The file of the release that is started itself; empty where Java is. */
    Optional<SafePath> command() {
        return launch instanceof LaunchSpec.Program program ? Optional.of(program.command()) : Optional.empty();
    }

    /** Reads the file; {@code shortcuts} and {@code minLauncher} may be left out. @throws ServerFailure naming what is wrong */
    public static ReleaseSettings read(Path file) throws ServerFailure {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new JsonException("it is longer than " + MAX_BYTES + " bytes");
            }
            JsonObject json = StrictJson.parseObject(content);
            for (String member : json.members().keySet()) {
                if (!MEMBERS.contains(member)) {
                    throw new JsonException("member \"" + member + "\" is not known");
                }
            }
            return new ReleaseSettings(
                    ReleaseJson.readLaunch(json.object("launch")),
                    json.has("shortcuts") ? ReleaseJson.readShortcuts(json.array("shortcuts")) : List.of(),
                    json.has("minLauncher") ? LauncherVersion.of(json.string("minLauncher")) : FIRST_LAUNCHER);
        } catch (JsonException | UnsafePathException | IllegalArgumentException e) {
            throw new ServerFailure(
                    FailureCode.BAD_INPUT,
                    Sentence.of("publish.release-file", file, String.valueOf(e.getMessage())),
                    e);
        } catch (IOException e) {
            throw new ServerFailure(
                    FailureCode.BAD_INPUT, Sentence.of("publish.release-file-unreadable", ServerFailure.reason(e)), e);
        }
    }
}
