package org.ringfort.app.voicemail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** G.711 µ-law as a WAV file of 16 bit samples, which every browser plays. */
public final class Wave {
    private static final int HEADER_OCTETS = 44;
    private static final int CLOCK_HZ = 8000;
    private static final short[] LINEAR = linear();

    private Wave() {}

    /** The whole file. */
    public static byte[] of(byte[] pcmu) {
        ByteBuffer file = ByteBuffer.allocate(HEADER_OCTETS + 2 * pcmu.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {'R', 'I', 'F', 'F'}).putInt(HEADER_OCTETS - 8 + 2 * pcmu.length);
        file.put(new byte[] {'W', 'A', 'V', 'E', 'f', 'm', 't', ' '}).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(CLOCK_HZ).putInt(2 * CLOCK_HZ);
        file.putShort((short) 2).putShort((short) 16);
        file.put(new byte[] {'d', 'a', 't', 'a'}).putInt(2 * pcmu.length);
        for (byte octet : pcmu) {
            file.putShort(LINEAR[octet & 0xff]);
        }
        return file.array();
    }

    /** ITU-T G.711, table 2a. */
    private static short[] linear() {
        short[] table = new short[256];
        for (int i = 0; i < table.length; i++) {
            int inverted = ~i & 0xff;
            int exponent = (inverted >> 4) & 7;
            int mantissa = inverted & 0x0f;
            int magnitude = (((mantissa << 3) + 0x84) << exponent) - 0x84;
            table[i] = (short) ((inverted & 0x80) == 0 ? magnitude : -magnitude);
        }
        return table;
    }
}
