package java.lang.management;

import java.util.List;

/** As far as the test runner needs it. */
public final class ManagementFactory {
    private ManagementFactory() {}

    /** What is known of this Java. */
    public static RuntimeMXBean getRuntimeMXBean() {
        return new RuntimeMXBean() {
            @Override
            public String getName() {
                return ProcessHandle.current().pid() + "@windows";
            }

            @Override
            public List<String> getInputArguments() {
                return List.of();
            }
        };
    }
}
