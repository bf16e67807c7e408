package jp.quickcare.launcher.proxy;

import java.util.Map;

/** Where a system or desktop keeps which proxy to use; that of Windows is found by {@link java.util.ServiceLoader}. */
public interface ProxySource {
    /** Whether this system is the one it is for. Quick: no process is started for it. */
    boolean fits();

    /**
     * What is set, as an environment would say it: {@code http_proxy}, {@code https_proxy}, {@code all_proxy},
     * {@code no_proxy}, and {@code auto_proxy} for the address of a proxy script. Empty where nothing is set, or it cannot
     * be found out. Asked for once in a process, and never on the way of a click with nothing to do.
     */
    Map<String, String> settings();
}
