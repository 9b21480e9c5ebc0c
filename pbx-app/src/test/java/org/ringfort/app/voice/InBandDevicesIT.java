package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.app.extensions.DeviceDraft;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Digits;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.contract.control.v1.Plan;

/** Media is told of which legs it has to listen for digits: those of the devices that are said to sound them. */
class InBandDevicesIT extends VoiceIT {
    private static final DeviceDraft IN_BAND = new DeviceDraft(
            "Gateway",
            DigestFloor.MD5,
            MediaKeying.SDES,
            Optional.empty(),
            true,
            true,
            Optional.empty(),
            Optional.of(Digits.IN_BAND));

    private TestPhone sounding(String number) {
        Extension extension = extension(number, false);
        TestPhone phone = phone(extension, DigestFloor.MD5);
        return TenantScope.call(tenant.id(), () -> {
            long version =
                    devices.find(extension.id(), phone.device()).orElseThrow().version();
            devices.change(extension.id(), phone.device(), version, IN_BAND);
            return phone;
        });
    }

    @Test
    void the_leg_of_such_a_device_and_no_other_is_listened_to_whoever_calls() {
        TestPhone gateway = sounding("101");
        TestPhone desk = phone("102", false);
        assertThat(gateway.bind(gateway.register(600)).hasBound()).isTrue();
        assertThat(desk.bind(desk.register(600)).hasBound()).isTrue();

        Plan out = gateway.route(gateway.call("102")).getPlan();
        assertThat(out.getMedia().getInBandDigits()).isTrue();
        assertThat(out.getSteps(0).getRing().getTargets(0).getMedia().getInBandDigits())
                .isFalse();
        Plan in = desk.route(desk.call("101")).getPlan();
        assertThat(in.getMedia().getInBandDigits()).isFalse();
        assertThat(in.getSteps(0).getRing().getTargets(0).getMedia().getInBandDigits())
                .isTrue();
    }
}
