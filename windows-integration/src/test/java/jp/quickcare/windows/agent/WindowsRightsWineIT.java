package jp.quickcare.windows.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jp.quickcare.launcher.agent.AgentGround;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.windows.OnWindows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real lists of files and folders, which Java itself sets. */
@OnWindows
class WindowsRightsWineIT {
    private final WindowsRights rights = WindowsRights.ofThisProcess();

    @TempDir
    Path temp;

    private Home installation() throws IOException {
        Home home = new Home(Files.createDirectories(temp.resolve("会社\\QuickCare")));
        Files.createDirectories(home.app());
        Files.createDirectories(home.archives());
        Files.createDirectories(home.bin());
        Files.createDirectories(home.folder().resolve("runtime\\17\\bin"));
        Files.writeString(
                Files.createDirectories(home.launchers().resolve("1.0")).resolve("launcher.jar"), "");
        return home;
    }

    /** A24: whoever can change the launcher can have the agent run what he likes. */
    @Test
    void an_installation_that_everybody_may_change_somewhere_is_refused_with_the_place_and_who() throws IOException {
        Home home = installation();
        assertThat(AgentGround.unsafe(home, rights)).isEmpty();
        for (Path open : List.of(
                home.folder(),
                home.state(),
                home.bin(),
                home.folder().resolve("runtime\\17\\bin"),
                home.launchers().resolve("1.0\\launcher.jar"))) {
            List<AclEntry> before = allowToEverybody(open, AclEntryPermission.WRITE_DATA);
            assertThat(AgentGround.unsafe(home, rights).orElseThrow()).contains(open.toString(), "Everyone");
            list(open).setAcl(before);
            assertThat(AgentGround.unsafe(home, rights)).isEmpty();
        }
    }

    /** A24: the folder is nobody's to write to, and could be put aside for another all the same. */
    @Test
    void a_folder_above_in_which_everybody_may_exchange_what_is_there_is_refused() throws IOException {
        Home home = installation();
        Path above = Objects.requireNonNull(home.folder().getParent());
        // Wine keeps of a list what the modes of Unix can say.
        allowToEverybody(above, AclEntryPermission.WRITE_DATA, AclEntryPermission.DELETE_CHILD);
        assertThat(AgentGround.unsafe(home, rights).orElseThrow()).contains(above.toString());
    }

    /** Other files of the agent's are found by long paths too. */
    @Test
    void a_path_beyond_260_characters_is_looked_at() throws IOException {
        Path deep = Files.createDirectories(temp.resolve("x".repeat(120)).resolve("y".repeat(120)));
        Path file = Files.writeString(deep.resolve("z".repeat(60)), "");
        assertThat(rights.toChange(file)).isEmpty();
        allowToEverybody(file, AclEntryPermission.WRITE_DATA);
        assertThat(rights.toChange(file)).isPresent();
    }

    private static AclFileAttributeView list(Path path) {
        return Objects.requireNonNull(Files.getFileAttributeView(path, AclFileAttributeView.class));
    }

    private static UserPrincipal everybody(Path path) throws IOException {
        return path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("Everyone");
    }

    /** @return the list as it was */
    private static List<AclEntry> allowToEverybody(Path path, AclEntryPermission... permissions) throws IOException {
        List<AclEntry> before = list(path).getAcl();
        List<AclEntry> open = new ArrayList<>(before);
        open.add(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(everybody(path))
                .setPermissions(permissions)
                .build());
        list(path).setAcl(open);
        return before;
    }
}
