package org.ringfort.app.extensions;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.bootstrap.BootstrapFile.DeviceEntry;
import org.ringfort.app.platform.bootstrap.BootstrapFile.ExtensionEntry;
import org.ringfort.kernel.secret.Secret;

class SharedPasswordTest {
    private static ExtensionEntry extension(String number, DeviceEntry... devices) {
        return new ExtensionEntry(number, "Somebody", null, List.of(devices));
    }

    private static DeviceEntry device(String name, String password) {
        return new DeviceEntry(name, "auth-" + name, Secret.ofText(password), "md5", "sdes");
    }

    @Test
    void two_devices_with_one_password_stop_the_start_and_are_named_without_it() {
        assertThatThrownBy(() -> ExtensionsBootstrap.refuseSharedPasswords(List.of(
                        extension("101", device("desk", "the same secret")),
                        extension("102", device("desk", "another"), device("cell", "the same secret")))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("101/desk")
                .hasMessageContaining("102/cell")
                .message()
                .doesNotContain("the same secret");
    }

    @Test
    void each_with_its_own_is_taken() {
        assertThatCode(() -> ExtensionsBootstrap.refuseSharedPasswords(
                        List.of(extension("101", device("desk", "one")), extension("102", device("desk", "two")))))
                .doesNotThrowAnyException();
    }
}
