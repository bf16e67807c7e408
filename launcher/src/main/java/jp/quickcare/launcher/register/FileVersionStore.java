package jp.quickcare.launcher.register;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jp.quickcare.launcher.durable.DurableFiles;

/**
 * The version store of systems that have none: lines {@code component=version}, sorted. Lines that are none are dropped
 * at the next write.
 */
final class FileVersionStore implements VersionStore {
    private final Path file;

    FileVersionStore(Path file) {
        this.file = file;
    }

    @Override
    public Optional<String> find(String component) throws IOException {
        return Optional.ofNullable(read().get(checked(component)));
    }

    @Override
    public void store(String component, String version) throws IOException {
        Map<String, String> versions = read();
        if (!checked(version).equals(versions.put(checked(component), version))) {
            write(versions);
        }
    }

    @Override
    public void remove(String component) throws IOException {
        Map<String, String> versions = read();
        if (versions.remove(checked(component)) != null) {
            write(versions);
        }
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> versions = new TreeMap<>();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            String text;
            try {
                text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            } catch (NoSuchFileException e) {
                return versions;
            }
            for (String line : text.split("\n", -1)) {
                int at = line.indexOf('=');
                if (at > 0) {
                    versions.put(line.substring(0, at), line.substring(at + 1));
                }
            }
        }
        return versions;
    }

    private void write(Map<String, String> versions) throws IOException {
        StringBuilder text = new StringBuilder();
        versions.forEach((component, version) ->
                text.append(component).append('=').append(version).append('\n'));
        DurableFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String checked(String word) {
        if (word.isEmpty() || word.chars().anyMatch(c -> c < ' ' || c == '=')) {
            throw new IllegalArgumentException("not a component or version: " + word);
        }
        return word;
    }
}
