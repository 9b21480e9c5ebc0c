package org.ringfort.protocol.sip;

import java.util.Map;
import org.ringfort.protocol.sip.grammar.Ascii;

/**
 * A SIP method: one we know, or any other token. Compared with case.
 *
 * @param name valid by construction
 * @rfc 3261 7.1
 */
public record Method(String name) {
    public static final Method INVITE = new Method("INVITE");
    public static final Method ACK = new Method("ACK");
    public static final Method BYE = new Method("BYE");
    public static final Method CANCEL = new Method("CANCEL");
    public static final Method OPTIONS = new Method("OPTIONS");
    public static final Method REGISTER = new Method("REGISTER");
    public static final Method PRACK = new Method("PRACK");
    public static final Method UPDATE = new Method("UPDATE");
    public static final Method INFO = new Method("INFO");
    public static final Method SUBSCRIBE = new Method("SUBSCRIBE");
    public static final Method NOTIFY = new Method("NOTIFY");
    public static final Method REFER = new Method("REFER");
    public static final Method MESSAGE = new Method("MESSAGE");
    public static final Method PUBLISH = new Method("PUBLISH");

    private static final Map<String, Method> KNOWN = Map.ofEntries(
            known(INVITE),
            known(ACK),
            known(BYE),
            known(CANCEL),
            known(OPTIONS),
            known(REGISTER),
            known(PRACK),
            known(UPDATE),
            known(INFO),
            known(SUBSCRIBE),
            known(NOTIFY),
            known(REFER),
            known(MESSAGE),
            known(PUBLISH));

    /**
     * @throws IllegalArgumentException if {@code name} is no token
     */
    public Method {
        if (!Ascii.isToken(name)) {
            throw new IllegalArgumentException("method");
        }
    }

    private static Map.Entry<String, Method> known(Method method) {
        return Map.entry(method.name, method);
    }

    /**
     * The method of that name, the constant where we know it.
     *
     * @throws IllegalArgumentException if {@code name} is no token
     */
    public static Method of(String name) {
        Method known = KNOWN.get(name);
        return known != null ? known : new Method(name);
    }

    /** Whether this is one of the constants. */
    public boolean isKnown() {
        return KNOWN.containsKey(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
