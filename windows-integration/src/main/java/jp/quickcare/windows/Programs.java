package jp.quickcare.windows;

import java.nio.file.Path;
import java.util.List;

/** Who uses a file. Windows' own answer, or in tests a recorded one: Wine knows nobody. */
@FunctionalInterface
interface Programs {
    /**
     * A program that uses a file.
     *
     * @param pid its process
     * @param name as Windows shows it to people
     * @param service its name as a service, empty when it is none
     */
    record Program(long pid, String name, String service) {
        /** For people: the name, and the process or the service by which they find it. */
        String describe() {
            return name + " (" + (service.isEmpty() ? Long.toString(pid) : service + ", " + pid) + ")";
        }
    }

    /** The programs that use this file; empty where Windows does not tell. */
    List<Program> using(Path file);
}
