package jp.quickcare.launcher.settings;

/** What may stand in a setting. {@code allowed.<rule>} is the key of its words for people. */
public enum SettingRule {
    /** Of servers. */
    ADDRESSES("one or more addresses such as http://server/"),
    /** Of a server. */
    ADDRESS("an address such as http://server/ or http://server:8080/"),
    /** Whoever may read the settings could read it. */
    ADDRESS_WITHOUT_PASSWORD("an address without a user name and password"),
    /** An application's id. */
    APP("lower case letters, digits, - and _, at most 32"),
    /** A channel. */
    CHANNEL("letters, digits, - and _, at most 32"),
    /** What a PC runs. */
    PLATFORM("a platform such as linux-x64 or win-x64"),
    /** Of a folder, or a file. */
    ABSOLUTE_PATH("an absolute path"),
    /** Of a file. */
    FILE("the path of a file"),
    /** Of authorities. */
    CERTIFICATES("a file of certificates in PEM that can be read"),
    /** How long somebody waits. */
    MILLISECONDS("1 to 60000"),
    /** Another key is a mistyped one. */
    KNOWN_KEY(
            "one of answerWithinMillis, app, channel, java, platform, server, shortcuts, staging, trustedCertificates"),
    /** Settings are a few lines. */
    SMALL_FILE("a file of at most 65536 bytes"),
    /** As properties have them. */
    NO_BROKEN_ESCAPE("a file without a broken \\u escape");

    private final String words;

    SettingRule(String words) {
        this.words = words;
    }

    /** In English, for the log. */
    @Override
    public String toString() {
        return words;
    }
}
