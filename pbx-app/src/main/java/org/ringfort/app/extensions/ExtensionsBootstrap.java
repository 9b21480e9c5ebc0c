package org.ringfort.app.extensions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringfort.app.extensions.store.DeviceFactsStore;
import org.ringfort.app.extensions.store.ExtensionStore;
import org.ringfort.app.platform.bootstrap.BootstrapFile;
import org.ringfort.app.platform.bootstrap.BootstrapPart;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.stereotype.Component;

/** Creates the extensions and devices of the bootstrap file that are not there yet. */
@Component
final class ExtensionsBootstrap implements BootstrapPart {
    private final Extensions extensions;
    private final ExtensionStore store;
    private final DeviceFactsStore facts;
    private final Devices devices;

    ExtensionsBootstrap(Extensions extensions, ExtensionStore store, DeviceFactsStore facts, Devices devices) {
        this.extensions = extensions;
        this.store = store;
        this.facts = facts;
        this.devices = devices;
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public TenantId apply(BootstrapFile file, TenantId tenant) {
        refuseSharedPasswords(file.extensions());
        for (BootstrapFile.ExtensionEntry entry : file.extensions()) {
            BootstrapFile.VoicemailEntry voicemail = entry.voicemail();
            VoicemailSettings settings = voicemail == null
                    ? new VoicemailSettings(false, 20)
                    : new VoicemailSettings(voicemail.enabled(), voicemail.afterSeconds());
            Extension extension = store.byNumber(entry.number())
                    .orElseGet(() ->
                            extensions.create(new ExtensionDraft(entry.number(), entry.displayName(), true, settings)));
            for (BootstrapFile.DeviceEntry device : entry.devices()) {
                if (facts.byAuthUsername(tenant, device.authUsername()).isEmpty()) {
                    create(extension, device);
                }
            }
        }
        return tenant;
    }

    /** A secret that two devices know tells nobody which of them it is, and is lost with either. */
    static void refuseSharedPasswords(List<BootstrapFile.ExtensionEntry> extensions) {
        Map<Secret, String> owners = new HashMap<>();
        for (BootstrapFile.ExtensionEntry extension : extensions) {
            for (BootstrapFile.DeviceEntry device : extension.devices()) {
                String name = extension.number() + "/" + device.name();
                String other = owners.putIfAbsent(device.password(), name);
                if (other != null) {
                    throw new IllegalStateException("ringfort.bootstrap.file does not fit: the devices " + other
                            + " and " + name + " have the same password; each needs its own");
                }
            }
        }
    }

    private void create(Extension extension, BootstrapFile.DeviceEntry entry) {
        DeviceDraft draft = new DeviceDraft(
                entry.name(),
                DigestFloor.parse(entry.digestFloor()),
                MediaKeying.parse(entry.keying()),
                Optional.empty(),
                true,
                true);
        devices.create(
                extension.id(), draft, new DeviceCredentials(entry.authUsername(), devices.realm(), entry.password()));
    }
}
