package jp.quickcare.launcher.apply;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import jp.quickcare.launcher.plan.TestRelease;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongPathTest {
    @TempDir
    Path temp;

    /** FS8: the longest paths and names that a release may have, under an install root that is long itself. */
    @ParameterizedTest
    @ValueSource(ints = {1, 255, 259, 260})
    void a_path_of_any_allowed_length_is_installed_under_a_long_root(int length) throws Exception {
        TestInstallation it = new TestInstallation(
                temp.resolve("r".repeat(200)).resolve("s".repeat(200)).resolve("t".repeat(200)));
        String path = length <= 255 ? "f".repeat(length) : "f".repeat(length - 5 - 1) + "/" + "g".repeat(5);
        TestRelease one = TestRelease.version(1).with(path, "1");
        TestRelease two = TestRelease.version(2).with(path, "2");
        it.update(one);
        it.assertExactly(one, Map.of());
        it.update(two);
        it.assertExactly(two, Map.of());
        it.rollBack();
        it.assertExactly(one, Map.of());
    }

    /** FS8, A35 */
    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "𠮷"})
    void a_users_file_with_the_longest_name_is_moved_aside_too(String letter) throws Exception {
        TestInstallation it = new TestInstallation(temp);
        int count = 255 / letter.getBytes(StandardCharsets.UTF_8).length;
        String name = letter.repeat(count);
        it.userFile(name, "mine");
        TestRelease one = TestRelease.version(1).with(name, "theirs");
        it.update(one);
        it.assertExactly(one, Map.of(letter.repeat(60 / letter.length()) + ".user-1", "mine"));
    }
}
