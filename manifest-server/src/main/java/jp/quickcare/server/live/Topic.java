package jp.quickcare.server.live;

/** What the console shows and what can change under its eyes. */
public enum Topic {
    /** Who transfers and who waits (SPEC A4). */
    ADMISSION,
    /** Who is there (SPEC A8). */
    PRESENCE,
    /** Updates and how far they are (SPEC A9). */
    UPDATES,
    /** The system log (SPEC A10). */
    LOG,
    /** What is known of a PC: its release, and why it has not another (SPEC A37). */
    CLIENTS,
    /** What the repository has and what is offered (SPEC A6). */
    RELEASES,
    /** The settings in force (SPEC A13). */
    SETTINGS
}
