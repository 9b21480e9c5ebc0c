package org.ringfort.media.control;

/** As of calls with ports of their own, where all legs share one. */
class SharedPortCopyTest extends CallCopyTest {
    @Override
    boolean shares() {
        return true;
    }

    @Override
    int firstPort() {
        return 25_250;
    }
}
