package java.lang.management;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;

/**
 * In place of Java's own class of this name, which needs a library of Windows' Java that the runtime of the tests does not
 * have: it knows the process, and of everything else nothing.
 */
public final class ManagementFactory {
    private ManagementFactory() {}

    public static RuntimeMXBean getRuntimeMXBean() {
        Map<String, String> properties = new TreeMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            properties.put(name, System.getProperty(name));
        }
        long pid = ProcessHandle.current().pid();
        return knowing(
                RuntimeMXBean.class,
                Map.of(
                        "getName", pid + "@windows",
                        "getPid", pid,
                        "getInputArguments", List.of(),
                        "getSystemProperties", properties,
                        "getStartTime",
                                ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli()));
    }

    public static ThreadMXBean getThreadMXBean() {
        return knowing(ThreadMXBean.class, Map.of());
    }

    public static OperatingSystemMXBean getOperatingSystemMXBean() {
        return knowing(OperatingSystemMXBean.class, Map.of());
    }

    public static MemoryMXBean getMemoryMXBean() {
        return knowing(MemoryMXBean.class, Map.of());
    }

    public static ClassLoadingMXBean getClassLoadingMXBean() {
        return knowing(ClassLoadingMXBean.class, Map.of());
    }

    public static List<MemoryPoolMXBean> getMemoryPoolMXBeans() {
        return List.of();
    }

    public static List<MemoryManagerMXBean> getMemoryManagerMXBeans() {
        return List.of();
    }

    public static List<GarbageCollectorMXBean> getGarbageCollectorMXBeans() {
        return List.of();
    }

    public static <T extends PlatformManagedObject> List<T> getPlatformMXBeans(Class<T> type) {
        return List.of();
    }

    public static MBeanServer getPlatformMBeanServer() {
        return MBeanServerFactory.newMBeanServer();
    }

    private static <T> T knowing(Class<T> type, Map<String, ?> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (bean, method, arguments) -> {
            Object known = answers.get(method.getName());
            Class<?> asked = method.getReturnType();
            if (known != null || !asked.isPrimitive() || asked == void.class) {
                return known;
            }
            return asked == boolean.class ? (Object) false : asked == int.class ? 0 : asked == long.class ? 0L : 0.0;
        }));
    }
}
