package jp.quickcare.windows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@OnWindows
class RegistryVersionStoreWineIT {
    /** A22, A27 */
    @Test
    void what_is_stored_is_found() throws Exception {
        RegistryVersionStore store = RegistryVersionStore.ofUser("C:/Program Files/QuickCare 介護");

        store.store("qc", "1.4.26");

        assertThat(store.find("qc")).contains("1.4.26");
        assertThat(store.find("launcher")).isEmpty();
    }
}
