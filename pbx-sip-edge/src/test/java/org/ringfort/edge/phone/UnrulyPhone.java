package org.ringfort.edge.phone;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;

/** A phone with a mind of its own, on its own thread; the same seed, the same mind. */
public final class UnrulyPhone {
    private final Phone phone;
    private final Random random;
    private final Map<String, PhoneCall> calls = new HashMap<>();
    private final Thread thread;
    private boolean established;

    private UnrulyPhone(Phone phone, long seed) {
        this.phone = phone;
        this.random = new Random(seed);
        this.thread = Thread.ofVirtual().unstarted(this::live);
    }

    /** Waits for calls. */
    public static UnrulyPhone waits(Phone phone, long seed) {
        var unruly = new UnrulyPhone(phone, seed);
        unruly.thread.start();
        return unruly;
    }

    /** Calls once. */
    public static UnrulyPhone calls(Phone phone, String dialled, long seed) {
        var unruly = new UnrulyPhone(phone, seed);
        PhoneCall call = phone.calls(dialled, "offer of " + phone.number());
        unruly.calls.put(call.callId(), call);
        unruly.thread.start();
        return unruly;
    }

    public void stop() {
        thread.interrupt();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private void live() {
        try {
            while (true) {
                Optional<SipMessage> message = phone.next(random.nextInt(5, 120));
                if (message.isPresent()) {
                    hear(message.get());
                } else {
                    List.copyOf(calls.values()).forEach(this::whim);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it does when nothing happens. */
    private void whim(PhoneCall call) {
        if (established) {
            if (chance(15)) {
                call.invite("sendonly of " + phone.number());
            } else if (chance(10)) {
                call.asks(Method.OPTIONS);
            } else if (chance(15)) {
                call.hangsUp();
                established = chance(5); // and sometimes it forgets that it did
            }
        } else if (chance(8)) {
            call.cancels();
        }
    }

    private void hear(SipMessage message) throws InterruptedException {
        switch (message) {
            case SipResponse response -> heardResponse(response);
            case SipRequest request -> heardRequest(request);
        }
    }

    private void heardResponse(SipResponse response) {
        PhoneCall call = calls.get(response.headers().callId());
        if (call == null
                || !response.method().equals(Method.INVITE)
                || response.status().isProvisional()) {
            return;
        }
        if (response.status().isSuccess()) {
            call.learn(response);
            if (chance(92)) {
                call.acks();
            }
            established = true;
        } else {
            call.acksFailure();
        }
    }

    private void heardRequest(SipRequest request) throws InterruptedException {
        PhoneCall call = calls.get(request.headers().callId());
        if (request.is(Method.INVITE)) {
            invited(request);
        } else if (request.is(Method.ACK)) {
            established = true;
        } else if (call != null && request.is(Method.CANCEL)) {
            call.answers(request, 200, "");
            call.answers(call.invite(), chance(85) ? 487 : 200, chance(50) ? "answer of " + phone.number() : "");
        } else if (call != null && request.is(Method.BYE)) {
            calls.remove(request.headers().callId());
            established = false;
            call.answers(request, chance(90) ? 200 : 481, "");
        } else if (call != null) {
            call.answers(request, 200, "");
        }
    }

    private void invited(SipRequest request) throws InterruptedException {
        PhoneCall known = calls.get(request.headers().callId());
        if (known != null) {
            known.answers(request, chance(70) ? 200 : 491, "answer of " + phone.number());
            return;
        }
        var call = new PhoneCall(phone, request);
        calls.put(call.callId(), call);
        if (chance(60)) {
            call.answers(180);
        }
        if (chance(20)) {
            call.answers(183, "music of " + phone.number());
        }
        Thread.sleep(random.nextInt(60));
        int mood = random.nextInt(100);
        if (mood < 50) {
            call.answers(200, "answer of " + phone.number());
        } else if (mood < 70) {
            call.answers(new int[] {486, 480, 500, 302, 404}[random.nextInt(5)]);
        } else if (mood < 73) {
            call.answers(603);
        } // else it goes on ringing
    }
}
