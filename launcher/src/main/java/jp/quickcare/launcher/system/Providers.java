package jp.quickcare.launcher.system;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import jp.quickcare.launcher.durable.Platform;

/** What the module of one system provides; today that is Windows alone. */
public final class Providers {
    private Providers() {}

    /**
     * The providers of an interface for this system, found by {@link ServiceLoader} and made anew. Elsewhere than on Windows
     * nothing is looked for: to learn that there is none, Java would open every jar of the class path, which costs
     * an update some 10 ms. Thread-safe.
     *
     * @param type what is provided
     * @return in the order of the class path, often none
     * @throws java.util.ServiceConfigurationError one is named that cannot be loaded
     */
    public static <T> List<T> of(Class<T> type) {
        List<T> found = new ArrayList<>();
        if (Platform.WINDOWS) {
            ServiceLoader.load(type, Providers.class.getClassLoader()).forEach(found::add);
        }
        return found;
    }
}
