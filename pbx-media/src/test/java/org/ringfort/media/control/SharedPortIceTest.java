package org.ringfort.media.control;

/** The same where all legs share a port. */
class SharedPortIceTest extends IceCallTest {
    @Override
    boolean shares() {
        return true;
    }
}
