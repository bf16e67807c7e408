package jp.quickcare.server.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import jp.quickcare.manifest.release.JarClassPath;
import jp.quickcare.manifest.release.LaunchSpec;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;

/**
 * Jars can put further files on Java's class path by an attribute of their own. What is on the class path must be
 * signed, so a release whose jars name anything else is not published (THREATS CT8, CT9).
 */
final class ClassPathAttributes {
    private ClassPathAttributes() {}

    /** Looks into each jar that the release starts with. */
    static void requireInside(ReleaseManifest manifest, Path folder) throws ServerFailure {
        if (!(manifest.launch() instanceof LaunchSpec.JavaApplication application)) {
            return;
        }
        Set<SafePath> files = new HashSet<>();
        for (ReleaseFile file : manifest.files()) {
            files.add(file.path());
        }
        for (SafePath jar : application.classPath()) {
            if (jar.toString().endsWith(".jar")) {
                requireInside(jar, attribute(folder, jar), files);
            }
        }
    }

    private static void requireInside(SafePath jar, String attribute, Set<SafePath> files) throws ServerFailure {
        List<String> leaving = JarClassPath.leaving(jar, attribute, files);
        if (!leaving.isEmpty()) {
            throw ServerFailure.badInput(Sentence.of("publish.class-path", jar, String.join(" ", leaving)));
        }
    }

    private static String attribute(Path folder, SafePath jar) throws ServerFailure {
        Path file = folder.resolve(jar.toString());
        try (JarFile opened = new JarFile(file.toFile(), false)) {
            Manifest manifest = opened.getManifest();
            String value =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return value == null ? "" : value;
        } catch (ZipException e) {
            // What Java cannot read here it cannot read there either, so nothing comes from it.
            return "";
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.reading", file), e);
        }
    }
}
