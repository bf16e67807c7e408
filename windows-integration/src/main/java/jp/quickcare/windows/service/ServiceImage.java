package jp.quickcare.windows.service;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import jp.quickcare.server.service.ServiceDefinition;
import jp.quickcare.server.service.ThisService;

/** The command line that Windows starts a service with. */
final class ServiceImage {
    private ServiceImage() {}

    /** @param host the class that the process begins with */
    static String of(ServiceDefinition definition, String host) {
        String home = Objects.requireNonNull(
                        definition.program().toAbsolutePath().getParent())
                .toString();
        // -Xrs: else whoever logs off or shuts down ends the Java before the service is told to stop.
        return String.join(
                " ",
                quoted(definition.javaHome() + "\\bin\\java.exe"),
                "-Xrs",
                quoted("@" + home + "\\java.options"),
                quoted("-Dquickcare.package=" + home),
                mark(definition.name()),
                "-cp",
                quoted(home + "\\lib\\*"),
                host,
                quoted(definition.site().toString()));
    }

    /** Whether a service of that name with that command line is one of ours. */
    static boolean isOurs(String name, String image) {
        return image.contains(" " + mark(name) + " ");
    }

    /** The site's folder in a command line of ours. */
    static Optional<Path> site(String image) {
        int end = image.length() - 1;
        int begin = image.lastIndexOf('"', end - 1);
        if (begin < 0 || image.charAt(end) != '"') {
            return Optional.empty();
        }
        String folder = image.substring(begin + 1, end);
        return Optional.of(Path.of(folder.endsWith("\\\\") ? folder.substring(0, folder.length() - 1) : folder));
    }

    private static String mark(String name) {
        return "-D" + ThisService.NAME_PROPERTY + "=" + name;
    }

    /** No name of a file has a quotation mark in it; a backslash before one would make it a part of the word. */
    private static String quoted(String word) {
        return '"' + (word.endsWith("\\") ? word + "\\" : word) + '"';
    }
}
