package org.ringfort.app.registrar.web;

import java.time.Instant;
import java.util.UUID;
import org.ringfort.app.registrar.Binding;

record RegistrationView(
        UUID id,
        String extension,
        UUID deviceId,
        String deviceName,
        String contact,
        String userAgent,
        String transport,
        String tlsVersion,
        String tlsCipher,
        String tlsGroup,
        String tlsClient,
        String legacyZone,
        String sourceAddress,
        int sourcePort,
        String edgeId,
        Instant registeredAt,
        Instant expiresAt) {
    static RegistrationView of(Binding binding, String deviceName) {
        return new RegistrationView(
                binding.id(),
                binding.extension(),
                binding.deviceId(),
                deviceName,
                binding.uri(),
                binding.place().userAgent(),
                binding.place().transport().name(),
                binding.place().tlsVersion(),
                binding.place().tlsCipher(),
                binding.place().tlsGroup(),
                binding.place().tlsClient(),
                binding.place().zone(),
                binding.place().sourceAddress(),
                binding.place().sourcePort(),
                binding.place().edgeId(),
                binding.registeredAt(),
                binding.expiresAt());
    }
}
