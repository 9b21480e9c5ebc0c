package org.ringfort.media.control;

/** The same where all legs share a port. */
class SharedPortAllocationTest extends RelayAllocationTest {
    @Override
    boolean shares() {
        return true;
    }
}
