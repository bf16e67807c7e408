package jp.quickcare.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Base64;
import jp.quickcare.delta.format.DamagedDeltaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SPEC F3: deltas of each version of the format are read, and a reader refuses those that it does not know. */
class VersionsTest {
    private static final int VERSION_AT = 3;

    /** As they were made when the version was new; both are to be read for ever. */
    private static final String FIRST =
            "UUNEAXciHBXTvo2GPXjK3JxDC6UDAAAAMgEAAGefs9jf//xzw8rtnsoteIqK8TRX6mGmgo/zGcfE6RnBOepyosdotP"
                    + "YOnTfrFlB5sRdFEcSI/mu3bHSAAbjSCHivQAD2QYe5R/G4zO54nZ5Pk/oIRRkpB4vNGL75CkJ87w6meIs1qxcLqF57"
                    + "bnmCVpf59ytUs2lUKsmPfQGCifJjaG8dqaPRgbv+nIn3pFEL5EewP7Hc8R+fi4xbEyfxA8QLB51Hog9yBSNhbjvLjI"
                    + "mQHHMBAcNkC1bog/fXsEwF5qFn9D9nzfBxYdZXxu2BVWHiLUvGIQYsbtwOBLdDLgQA2gjIDNQI8dKGZ2F71IcsOT0U"
                    + "xxDprlklrz0Un2t9oI3ZRuC5ao8vqoEeli2EXqROFC0Rv1wDBcUAkMKPAq2pIUUPz1J44GkhyBdaAvj13XGigaiLCw"
                    + "==";

    private static final String SECOND =
            "UUNEAohVlWmRYhhfsu48vCxkRUkDAAAAdwEAAGefs9je/dFYrPWa9KjFvUzXrJPVCu4Rl3CBATybPeKUux4a77F1bP"
                    + "BGpzUGPrrz3cCFE0ir4Qf87+P4N6RfWQCzz6JXrLcuTY7hmWa3gZDGYPe2y9myDykLfKzZJtcJ/zmJC/p75jSREd/5"
                    + "INKG8haGwVn459JXOR5mbkouUdd6C/P18kaWl9hwhm0qff6p4EMmPLME85Ltz/Z+5sDfMcod0Jcl6mdjOHoX7aj5+u"
                    + "RNJ712uiqpk5tHNsGUvYKVPzhBXGmHDll/RM8COR+7fEdg0iTAWmaSFM+AYMWaBwnSD7z9xuYQV4KBpN1gbaMGbvdJ"
                    + "/achma7fyBO61+Qih8dntRoB8ALkFvdLVDCI8tD8ZXJDKz154pzixOhbDZT6AwNSrzXVzveJir98cb5pStcEHVJTnx"
                    + "5Aa3REFaSa3CC2BU0Ek5GPlAA7NvWfnZ5RvOxaD/a8UYa4njaF+zwnqpD2E77mxAq+iGnEJdo12U5z+O3JXjwV6g2P"
                    + "EA==";

    @TempDir
    Path root;

    @Test
    void what_differs_in_few_places_is_in_the_version_that_every_launcher_reads() throws Exception {
        Trees trees = few();

        assertThat(trees.delta()[VERSION_AT]).isEqualTo((byte) 1);
        trees.roundTrip();
    }

    @Test
    void what_differs_everywhere_is_in_the_version_that_is_read_quickly() throws Exception {
        Trees trees = many();

        assertThat(trees.delta()[VERSION_AT]).isEqualTo((byte) 2);
        trees.roundTrip();
    }

    @Test
    void a_delta_of_the_first_version_is_read() throws Exception {
        assertThat(few().apply(Base64.getDecoder().decode(FIRST))).isNotEmptyDirectory();
    }

    @Test
    void a_delta_of_the_second_version_is_read() throws Exception {
        assertThat(many().apply(Base64.getDecoder().decode(SECOND))).isNotEmptyDirectory();
    }

    @Test
    void a_version_that_is_not_known_is_refused_before_anything_is_made() throws Exception {
        for (byte version : new byte[] {0, 4, -1}) {
            Trees trees = few();
            byte[] delta = trees.delta();
            delta[VERSION_AT] = version;

            assertThatThrownBy(() -> trees.apply(delta))
                    .isInstanceOf(DamagedDeltaException.class)
                    .hasMessageContaining("another version");
        }
    }

    private Trees few() {
        return moved(4_000);
    }

    private Trees many() {
        return moved(1_600_000);
    }

    /** As where code has moved: every twentieth byte differs, at first by anything, then by the same. */
    private Trees moved(int length) {
        byte[] before = Zips.noise(1, length);
        byte[] by = Zips.noise(2, 4_000);
        byte[] after = before.clone();
        for (int i = 0; i < length; i += 20) {
            after[i] += i < by.length ? by[i] : 3;
        }
        return new Trees(root).old("program", before).fresh("program", after);
    }
}
