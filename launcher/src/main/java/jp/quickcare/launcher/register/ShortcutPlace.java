package jp.quickcare.launcher.register;

import java.nio.file.Path;

/** Where shortcuts go (SPEC A27). */
public sealed interface ShortcutPlace {
    /** Nowhere. */
    record None() implements ShortcutPlace {}

    /** The user's start menu and desktop. */
    record Standard() implements ShortcutPlace {}

    /** One folder, for all of them. */
    record Folder(Path folder) implements ShortcutPlace {}
}
