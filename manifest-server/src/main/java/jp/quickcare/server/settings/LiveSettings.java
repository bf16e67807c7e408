package jp.quickcare.server.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings in force while the server runs (SPEC A13). An edit of the file counts by itself; what cannot be used
 * leaves the last good settings in force and is told; what needs a restart stays as it was at the start. Thread-safe.
 */
public final class LiveSettings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSettings.class);

    /** What holds at one moment. */
    private record State(
            SettingsReading seen, ServerSettings inForce, Optional<SettingsProblem> problem, List<Setting> restart) {}

    /**
     * What somebody has done to the file with other means than {@link #change}.
     *
     * @param changed as {@code key=value}, of a password the key alone; none where the file cannot be used
     * @param problem why it cannot be used any more
     */
    public record Edit(List<String> changed, Optional<SettingsProblem> problem) {
        /** Copies the list. */
        public Edit {
            changed = List.copyOf(changed);
        }

        /** Whether with it the system log ends, whose last entry it is. */
        public boolean endsLog() {
            return changed.contains(Setting.LOG.key() + "=off");
        }
    }

    private final Path file;
    private final Map<Setting, String> atStart;
    private final List<Consumer<ServerSettings>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Edit>> editListeners = new CopyOnWriteArrayList<>();
    private volatile State state;
    /** Of the file, when it could last be used. */
    private Map<Setting, String> lastGood;

    private @Nullable FileWatch watch;

    private LiveSettings(Path file, SettingsReading reading, ServerSettings settings) {
        this.file = file;
        this.atStart = new EnumMap<>(Setting.class);
        this.atStart.putAll(reading.values());
        this.lastGood = reading.values();
        this.state = new State(reading, settings, Optional.empty(), List.of());
    }

    /** Reads the file and watches it from now on. @throws ServerFailure it cannot be used as it is */
    public static LiveSettings watch(Path file) throws ServerFailure {
        LiveSettings live = of(file);
        try {
            live.watch = FileWatch.of(List.of(file), live::look);
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.watching", file), e);
        }
        return live;
    }

    /** Reads the file; looks again only when told to. */
    static LiveSettings of(Path file) throws ServerFailure {
        SettingsReading reading = SettingsReading.of(file);
        if (reading.problem().isPresent()) {
            throw new ServerFailure(FailureCode.BAD_INPUT, reading.problem().get());
        }
        return new LiveSettings(file, reading, ServerSettings.of(file, reading.values()));
    }

    /** Settings that nobody can change, where there is no file. */
    public static LiveSettings fixed(ServerSettings settings) {
        return new LiveSettings(Path.of(""), SettingsReading.of(Path.of(""), new byte[0]), settings);
    }

    /** What is in force now. */
    public ServerSettings current() {
        return state.inForce();
    }

    /** Why the file, as it is now, cannot be used; the settings before it are in force meanwhile. */
    public Optional<SettingsProblem> problem() {
        return state.problem();
    }

    /** What the file has changed that counts only from the next start on; none when there is nothing of that kind. */
    public List<Setting> needRestart() {
        return state.restart();
    }

    /** @param listener told the new settings when they change, from one thread; returns soon and never throws */
    public void listen(Consumer<ServerSettings> listener) {
        listeners.add(listener);
    }

    /** @param listener told what is done to the file with other means than {@link #change}; as {@link #listen} */
    public void listenToEdits(Consumer<Edit> listener) {
        editListeners.add(listener);
    }

    /** Looks at the file now. What has not changed is told to nobody. */
    public void look() {
        boolean news;
        Edit edit;
        synchronized (this) {
            Map<Setting, String> before = lastGood;
            news = take(notEmptied(SettingsReading.of(file)));
            edit = new Edit(changed(before, lastGood), state.problem());
        }
        if (news) {
            tell();
            if (!edit.changed().isEmpty() || edit.problem().isPresent()) {
                editListeners.forEach(listener -> listener.accept(edit));
            }
        }
    }

    /** Changes settings in the file as {@link SettingsEdit#change}, and takes them on. */
    public Optional<SettingsProblem> change(String seenVersion, Map<Setting, String> values) throws ServerFailure {
        synchronized (this) {
            Optional<SettingsProblem> problem = SettingsEdit.change(file, seenVersion, values);
            if (problem.isPresent()) {
                return problem;
            }
            take(SettingsReading.of(file));
        }
        tell();
        return Optional.empty();
    }

    private void tell() {
        listeners.forEach(listener -> listener.accept(state.inForce()));
    }

    private static List<String> changed(Map<Setting, String> before, Map<Setting, String> now) {
        return Arrays.stream(Setting.values())
                .filter(setting -> !valueOf(before, setting).equals(valueOf(now, setting)))
                .map(setting -> setting.isSecret() ? setting.key() : setting.key() + "=" + valueOf(now, setting))
                .toList();
    }

    /** A file without a byte is one that is being written, or that a full disk left behind: not all standards at once. */
    private SettingsReading notEmptied(SettingsReading reading) {
        if (reading.problem().isPresent() || !reading.text().isEmpty()) {
            return reading;
        }
        SettingsProblem empty = new SettingsProblem(file, 0, "", "empty", "", SettingsProblem.Words.NONE);
        return new SettingsReading(reading.version(), reading.text(), reading.values(), Optional.of(empty));
    }

    /** @return whether there is something to tell */
    private synchronized boolean take(SettingsReading reading) {
        State before = state;
        if (reading.version().equals(before.seen().version())
                && reading.problem().equals(before.problem())) {
            return false;
        }
        if (reading.problem().isPresent()) {
            state = new State(reading, before.inForce(), reading.problem(), before.restart());
            if (!reading.problem().equals(before.problem())) {
                LOG.error(
                        "The settings before stay in force: {}",
                        reading.problem().get());
            }
            return true;
        }
        lastGood = reading.values();
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        List<Setting> restart = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            String inFile = valueOf(reading.values(), setting);
            String started = valueOf(atStart, setting);
            values.put(setting, setting.needsRestart() ? started : inFile);
            if (setting.needsRestart() && !inFile.equals(started)) {
                restart.add(setting);
            }
        }
        state = new State(reading, ServerSettings.of(file, values), Optional.empty(), List.copyOf(restart));
        log(restart);
        return true;
    }

    private static String valueOf(Map<Setting, String> values, Setting setting) {
        String value = values.getOrDefault(setting, "");
        return value.isEmpty() ? setting.standard() : value;
    }

    private void log(List<Setting> restart) {
        if (restart.isEmpty()) {
            LOG.info("The settings in {} have changed and are in force", file);
        } else {
            LOG.warn(
                    "The settings in {} have changed; restart the server for {} to count",
                    file,
                    String.join(", ", restart.stream().map(Setting::key).toList()));
        }
    }

    /** Watches no longer; the settings stay as they are. */
    @Override
    public void close() {
        FileWatch open = watch;
        if (open != null) {
            open.close();
        }
    }
}
