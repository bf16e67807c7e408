package java.lang.management;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** As far as the test runner needs it. */
public interface RuntimeMXBean {
    /** Process id, at sign, computer. */
    String getName();

    /** What Java was started with. */
    List<String> getInputArguments();

    /** The properties whose names and values are text. */
    default Map<String, String> getSystemProperties() {
        Map<String, String> properties = new TreeMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            properties.put(name, System.getProperty(name));
        }
        return properties;
    }

    /** The process id. */
    default long getPid() {
        return ProcessHandle.current().pid();
    }

    /** Milliseconds since 1970. */
    default long getStartTime() {
        return ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
    }
}
