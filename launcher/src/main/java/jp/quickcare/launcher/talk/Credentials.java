package jp.quickcare.launcher.talk;

/**
 * A user name with its password. Neither is ever shown or logged.
 *
 * @param user never empty
 * @param password may be empty
 */
public record Credentials(String user, String password) {
    @Override
    public String toString() {
        return "credentials";
    }
}
