package org.ringfort.app.certificates;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Certificate requests as phones make them, and as they should not be. */
public final class Requests {
    private Requests() {}

    public static KeyPair curve(String name) throws GeneralSecurityException {
        return keys("EC", new ECGenParameterSpec(name));
    }

    public static KeyPair rsa(int bits) throws GeneralSecurityException {
        return keys("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
    }

    private static KeyPair keys(String algorithm, AlgorithmParameterSpec parameters) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(parameters);
        return generator.generateKeyPair();
    }

    /** A request with the key, signed by it. */
    public static String of(KeyPair keys) throws IOException, OperatorCreationException {
        String kind = keys.getPublic().getAlgorithm().equals("EC")
                ? "ECDSA"
                : keys.getPublic().getAlgorithm();
        return of(keys.getPublic(), keys.getPrivate(), kind.equals("EdDSA") ? "Ed25519" : "SHA256with" + kind);
    }

    static String of(PublicKey key, PrivateKey signer, String signature) throws IOException, OperatorCreationException {
        byte[] der = new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=whoever I like"), key)
                .build(new JcaContentSignerBuilder(signature).build(signer))
                .getEncoded();
        return pem("CERTIFICATE REQUEST", der);
    }

    static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + what
                + "-----\n";
    }
}
