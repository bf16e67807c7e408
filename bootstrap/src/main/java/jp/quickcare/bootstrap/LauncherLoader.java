package jp.quickcare.bootstrap;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads one version of the launcher from its checked jars. Sees the Java platform and this package, nothing else; the
 * application sees nothing of it. It reads the classes of a jar and nothing more (no manifest class path, no
 * multi-release entries, no signatures): what counts is that the jar is the one that was verified, and that costs a
 * click less than {@link java.net.URLClassLoader}.
 */
final class LauncherLoader extends ClassLoader {
    private static final String SHARED = "jp.quickcare.bootstrap.";
    private static final String OWN = "jp.quickcare.";

    static {
        registerAsParallelCapable();
    }

    private final File[] jars;
    private final @Nullable ZipFile[] open;

    LauncherLoader(File folder, Pointer.Version version) {
        super("launcher", ClassLoader.getPlatformClassLoader());
        List<Pointer.Jar> names = version.jars();
        jars = new File[names.size()];
        open = new ZipFile[jars.length];
        for (int i = 0; i < jars.length; i++) {
            jars[i] = new File(folder, names.get(i).name());
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(SHARED)) {
            return Bootstrap.class.getClassLoader().loadClass(name);
        }
        if (!name.startsWith(OWN)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String entryName = name.replace('.', '/').concat(".class");
        try {
            for (int i = 0; i < jars.length; i++) {
                ZipFile jar = jar(i);
                ZipEntry entry = jar.getEntry(entryName);
                if (entry != null) {
                    byte[] code;
                    try (InputStream in = jar.getInputStream(entry)) {
                        code = in.readAllBytes();
                    }
                    return defineClass(name, code, 0, code.length);
                }
            }
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        throw new ClassNotFoundException(name);
    }

    private ZipFile jar(int index) throws IOException {
        synchronized (open) {
            ZipFile jar = open[index];
            if (jar == null) {
                jar = new ZipFile(jars[index]);
                open[index] = jar;
            }
            return jar;
        }
    }

    @Override
    protected @Nullable URL findResource(String name) {
        List<URL> found = resources(name, 1);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return Collections.enumeration(resources(name, Integer.MAX_VALUE));
    }

    private List<URL> resources(String name, int atMost) {
        List<URL> found = new ArrayList<>();
        try {
            for (int i = 0; i < jars.length && found.size() < atMost; i++) {
                if (jar(i).getEntry(name) != null) {
                    String path = new URI(null, null, "/" + name, null).getRawPath();
                    found.add(new URL("jar:" + jars[i].toURI() + "!" + path));
                }
            }
        } catch (IOException | URISyntaxException e) {
            // A resource that cannot be read is one that is not there: the contract of class loaders.
            return found;
        }
        return found;
    }
}
