package jp.quickcare.server.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.settings.SettingsProblem.Words;

/**
 * The settings file as somebody sees it who is about to change it (SPEC A13). A change keeps comments, order, line ends
 * and encoding, lasts when it is told as made, and is made whole or not at all. Immutable.
 */
public final class SettingsEdit {
    private final SettingsReading reading;

    private SettingsEdit(SettingsReading reading) {
        this.reading = reading;
    }

    /** Looks at the file; whether it can be used says {@link #problem}. */
    public static SettingsEdit open(Path file) {
        return new SettingsEdit(SettingsReading.of(file));
    }

    /** Tells this content from every other; whoever changes it later says which one was seen. */
    public String version() {
        return reading.version();
    }

    /** Why the file cannot be used as it is. It cannot be changed from here either before a person has mended it. */
    public Optional<SettingsProblem> problem() {
        return reading.problem();
    }

    /** What the file has, or the standard; passwords are left out. */
    public Map<Setting, String> values() {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String value = reading.values().getOrDefault(setting, "");
            values.put(setting, setting.isSecret() ? "" : value.isEmpty() ? setting.standard() : value);
        }
        return values;
    }

    /**
     * Changes these settings and leaves the rest as it is.
     *
     * @param file the settings file
     * @param seenVersion the {@link #version} that the person saw
     * @param values an empty one goes back to the standard
     * @return why nothing was changed: a value is not allowed, or somebody else changed the file meanwhile; empty when
     *     it was
     * @throws ServerFailure the file cannot be written
     */
    public static Optional<SettingsProblem> change(Path file, String seenVersion, Map<Setting, String> values)
            throws ServerFailure {
        try {
            Path real = file.toRealPath();
            Path lockFile = real.resolveSibling("." + real.getFileName() + ".lock");
            // Across processes by the lock of the file, within this one by the monitor: file locks do not tell threads
            // apart.
            synchronized (SettingsEdit.class) {
                try (FileChannel channel =
                                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    return lock.isValid() ? changeAlone(file, real, seenVersion, values) : Optional.empty();
                }
            }
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.writing", file), e);
        }
    }

    private static Optional<SettingsProblem> changeAlone(
            Path file, Path real, String seenVersion, Map<Setting, String> values) throws IOException {
        SettingsReading before = SettingsReading.of(file);
        if (before.problem().isPresent()) {
            return before.problem();
        }
        if (!before.version().equals(seenVersion)) {
            return changedMeanwhile(file);
        }
        SettingsText text = before.text();
        for (Map.Entry<Setting, String> value : values.entrySet()) {
            Setting setting = value.getKey();
            if (!setting.isAllowed(value.getValue())) {
                return Optional.of(SettingsReading.notAllowed(file, 0, setting, value.getValue()));
            }
            if (!value.getValue().equals(before.values().getOrDefault(setting, ""))) {
                text = text.with(setting.key(), value.getValue(), commentOf(setting));
            }
        }
        byte[] bytes = text.bytes();
        Optional<SettingsProblem> problem = SettingsReading.of(file, bytes).problem();
        if (problem.isPresent()) {
            return problem;
        }
        // An editor takes no lock: this look is as close to the exchange as can be.
        if (!SettingsReading.of(file).version().equals(seenVersion)) {
            return changedMeanwhile(file);
        }
        DurableFiles.replace(real, bytes);
        if (SettingsReading.of(file, bytes).values().entrySet().stream()
                .anyMatch(
                        value -> value.getKey().isSecret() && !value.getValue().isEmpty())) {
            DurableFiles.keepPrivate(real);
        }
        return Optional.empty();
    }

    private static Optional<SettingsProblem> changedMeanwhile(Path file) {
        return Optional.of(new SettingsProblem(file, 0, "", "changed-meanwhile", "", Words.NONE));
    }

    /** What the first settings say about a setting: the comment lines above it and its neighbours. */
    private static String commentOf(Setting setting) {
        List<String> lines = ServerSettings.firstContent().lines().toList();
        int at = lines.indexOf(setting.key() + "=" + setting.standard());
        int from = at;
        while (from > 0 && !lines.get(from - 1).isEmpty()) {
            from--;
        }
        return lines.subList(from, at).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
