package jp.quickcare.windows.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import jp.quickcare.windows.agent.FileSecurity.Allowed;
import org.junit.jupiter.api.Test;

/** A24: lists of access rights as Windows has them, and which of them leave a folder to administrators. */
class WindowsRightsTest {
    private static final String SYSTEM = "S-1-5-18";
    private static final String ADMINISTRATORS = "S-1-5-32-544";
    private static final String INSTALLER = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464";
    private static final String USERS = "S-1-5-32-545";
    private static final String AUTHENTICATED = "S-1-5-11";
    private static final String APPLICATIONS = "S-1-15-2-1";
    private static final String CREATOR_OWNER = "S-1-3-0";
    private static final String TANAKA = "S-1-5-21-1004336348-1177238915-682003330-1001";
    private static final int FULL = 0x1f01ff;
    private static final int MODIFY = 0x1301bf;
    private static final int READ = 0x1200a9;
    private static final int GENERIC_ALL = 0x10000000;
    private static final int APPEND = 0x4;
    private static final int FOR_CHILDREN_ONLY = 0xb;

    private final WindowsRights rights = new WindowsRights(SYSTEM);

    private static FileSecurity security(String owner, Allowed... entries) {
        return new FileSecurity(owner, Optional.of(List.of(entries)));
    }

    private static Allowed allowed(String sid, int rights) {
        return new Allowed(sid, rights, 0);
    }

    private Optional<String> changers(Allowed more) {
        return rights.whoMayChange(
                security(ADMINISTRATORS, allowed(SYSTEM, FULL), allowed(ADMINISTRATORS, FULL), more));
    }

    @Test
    void the_folder_of_programs_as_windows_makes_it_is_the_administrators() {
        FileSecurity programs = security(
                INSTALLER,
                allowed(INSTALLER, FULL),
                allowed(SYSTEM, MODIFY),
                allowed(ADMINISTRATORS, MODIFY),
                allowed(USERS, READ),
                allowed(APPLICATIONS, READ),
                new Allowed(CREATOR_OWNER, GENERIC_ALL, FOR_CHILDREN_ONLY));
        assertThat(rights.whoMayChange(programs)).isEmpty();
        assertThat(rights.whoMayExchangeWithin(programs)).isEmpty();
    }

    /** Anybody may make a folder at the root of a disk, which is no way to another's. */
    @Test
    void at_the_root_of_a_disk_users_may_add_and_exchange_nothing() {
        FileSecurity root = security(
                INSTALLER,
                allowed(ADMINISTRATORS, FULL),
                allowed(SYSTEM, FULL),
                allowed(USERS, READ),
                new Allowed(AUTHENTICATED, 0xe0010000, FOR_CHILDREN_ONLY),
                allowed(AUTHENTICATED, APPEND));
        assertThat(rights.whoMayExchangeWithin(root)).isEmpty();
        assertThat(rights.whoMayChange(root)).contains(AUTHENTICATED);
    }

    @Test
    void each_right_by_which_something_could_be_changed_counts() {
        for (int right : new int[] {
            0x2, APPEND, 0x10, 0x40, 0x100, 0x10000, 0x40000, 0x80000, 0x02000000, GENERIC_ALL, 0x40000000, MODIFY, FULL
        }) {
            assertThat(changers(allowed(USERS, right))).as("0x%x", right).contains(USERS);
        }
        assertThat(changers(allowed(USERS, READ))).isEmpty();
        assertThat(changers(allowed(USERS, 0x80000000))).isEmpty();
    }

    @Test
    void a_single_user_counts_as_much_as_all_of_them_and_an_administrator_of_the_domain_does_not() {
        assertThat(changers(allowed(TANAKA, MODIFY))).contains(TANAKA);
        assertThat(changers(allowed("S-1-5-21-1004336348-1177238915-682003330-512", FULL)))
                .isEmpty();
        assertThat(changers(allowed("S-1-5-21-1004336348-1177238915-682003330-513", MODIFY)))
                .isPresent();
    }

    /** An owner may give himself every right, whatever the list says. */
    @Test
    void a_folder_of_a_users_own_is_his() {
        FileSecurity his = security(TANAKA, allowed(SYSTEM, FULL));
        assertThat(rights.whoMayChange(his)).contains(TANAKA);
        assertThat(rights.whoMayExchangeWithin(his)).contains(TANAKA);
    }

    @Test
    void the_account_that_the_agent_runs_as_may_own_it() {
        FileSecurity services = security(TANAKA, allowed(TANAKA, FULL));
        assertThat(new WindowsRights(TANAKA).whoMayChange(services)).isEmpty();
    }

    /** As on a disk that keeps no rights. */
    @Test
    void no_list_at_all_is_everybodys() {
        assertThat(rights.whoMayChange(new FileSecurity(ADMINISTRATORS, Optional.empty())))
                .contains("S-1-1-0");
    }

    @Test
    void an_entry_of_an_unknown_kind_is_not_trusted() {
        assertThat(changers(allowed("", -1))).isPresent();
    }
}
