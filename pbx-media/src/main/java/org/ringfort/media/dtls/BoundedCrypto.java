package org.ringfort.media.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * The library's own, but that a sealed record in which a message is said to be longer than one may be opens no more than a forged one:
 * the record layer of DTLS has room made for as much as a peer says, whatever bound it is told. Any thread.
 *
 * @rfc 6347 4.2.3
 */
final class BoundedCrypto extends BcTlsCrypto {
    BoundedCrypto(SecureRandom random) {
        super(random);
    }

    @Override
    public TlsCipher createCipher(TlsCryptoParameters parameters, int encryption, int mac) throws IOException {
        return new Bounded(super.createCipher(parameters, encryption, mac));
    }

    /** @param inner what seals and opens */
    record Bounded(TlsCipher inner) implements TlsCipher {
        @Override
        public TlsDecodeResult decodeCiphertext(
                long sequence, short type, ProtocolVersion version, byte[] octets, int offset, int length)
                throws IOException {
            TlsDecodeResult opened = inner.decodeCiphertext(sequence, type, version, octets, offset, length);
            if (opened.contentType == ContentType.handshake
                    && !Records.messagesAreBounded(opened.buf, opened.off, opened.len)) {
                throw new TlsFatalAlert(AlertDescription.bad_record_mac, "a message that is too long");
            }
            return opened;
        }

        @Override
        public TlsEncodeResult encodePlaintext(
                long sequence, short type, ProtocolVersion version, int header, byte[] octets, int offset, int length)
                throws IOException {
            return inner.encodePlaintext(sequence, type, version, header, octets, offset, length);
        }

        @Override
        public int getCiphertextDecodeLimit(int plaintextLimit) {
            return inner.getCiphertextDecodeLimit(plaintextLimit);
        }

        @Override
        public int getCiphertextEncodeLimit(int plaintextLimit) {
            return inner.getCiphertextEncodeLimit(plaintextLimit);
        }

        @Override
        public int getPlaintextDecodeLimit(int ciphertextLimit) {
            return inner.getPlaintextDecodeLimit(ciphertextLimit);
        }

        @Override
        public int getPlaintextEncodeLimit(int ciphertextLimit) {
            return inner.getPlaintextEncodeLimit(ciphertextLimit);
        }

        @Override
        public void rekeyDecoder() throws IOException {
            inner.rekeyDecoder();
        }

        @Override
        public void rekeyEncoder() throws IOException {
            inner.rekeyEncoder();
        }

        @Override
        public boolean usesOpaqueRecordTypeDecode() {
            return inner.usesOpaqueRecordTypeDecode();
        }

        @Override
        public boolean usesOpaqueRecordTypeEncode() {
            return inner.usesOpaqueRecordTypeEncode();
        }
    }
}
