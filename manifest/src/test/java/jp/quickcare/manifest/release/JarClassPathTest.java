package jp.quickcare.manifest.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JarClassPathTest {
    private final SafePath jar = Releases.file("lib/a.jar", "").path();
    private final Set<SafePath> files = Set.of(
            jar,
            Releases.file("lib/b.jar", "").path(),
            Releases.file("app.jar", "").path());

    @Test
    void entries_that_are_files_of_the_release_stay_inside() {
        assertThat(JarClassPath.leaving(jar, " b.jar ./b.jar\n ../app.jar ../lib/a.jar", files))
                .isEmpty();
    }

    /** CT9, CT8 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.jar",
                "../../evil.jar",
                "../../lib/b.jar",
                "evil.jar",
                "/lib/b.jar",
                "file:/tmp/evil.jar",
                "file:b.jar",
                "http://h/b.jar",
                "//h/b.jar",
                "lib/b.jar",
                "classes/",
                "b.jar%00",
                "..\\app.jar",
                "%zz"
            })
    void entries_that_are_no_files_of_the_release_are_named(String entry) {
        assertThat(JarClassPath.leaving(jar, "b.jar " + entry, files)).containsExactly(entry);
    }
}
