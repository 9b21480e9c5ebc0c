package org.ringfort.edge.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ringfort.edge.routing.NameServers;
import org.ringfort.edge.routing.Names;
import org.ringfort.protocol.sip.location.Dns;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** A name server on a port of the loopback, with the records that a test gives it. Every question is written down. */
public final class DnsServer implements AutoCloseable {
    /** Names of which nothing is known. */
    public static final Dns NOBODY = new Dns() {
        @Override
        public Answer<Naptr> naptr(String domain) {
            return new Answer.Told<>(List.of(), Duration.ofMinutes(1));
        }

        @Override
        public Answer<Srv> srv(String name) {
            return new Answer.Told<>(List.of(), Duration.ofMinutes(1));
        }

        @Override
        public Answer<InetAddress> addresses(String host) {
            return new Answer.Told<>(List.of(), Duration.ofMinutes(1));
        }
    };

    private static final int NOTHING_SECONDS = 20;

    private final DatagramSocket socket;
    private final Map<String, List<Record>> records = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final Map<String, Lie> lies = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean dead;

    private DnsServer(DatagramSocket socket) {
        this.socket = socket;
    }

    public static DnsServer started() {
        try {
            var server = new DnsServer(new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
            Thread.ofVirtual().name("dns-server").start(server::serve);
            return server;
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** As an edge asks this server, remembering by the real clock. */
    public Names names() {
        return new Names(new NameServers(List.of(address())), System::nanoTime);
    }

    /** One record as a zone file writes its data, under a name without its last dot. */
    public DnsServer has(String name, long seconds, int type, String data) {
        try {
            Record record =
                    Record.fromString(Name.fromString(name, Name.root), type, DClass.IN, seconds, data, Name.root);
            records.computeIfAbsent(name + " " + Type.string(type), unknown -> new CopyOnWriteArrayList<>())
                    .add(record);
            return this;
        } catch (IOException mistake) {
            throw new UncheckedIOException(mistake);
        }
    }

    public DnsServer forgets(String name, int type) {
        records.remove(name + " " + Type.string(type));
        return this;
    }

    /** From now on it says nothing at all, or speaks again. */
    public void dead(boolean now) {
        dead = now;
    }

    /** Questions about that name go unheard. */
    public void silentAbout(String name) {
        silent.add(name);
    }

    /** Questions about that name meet SERVFAIL. */
    public void brokenAbout(String name) {
        broken.add(name);
    }

    /** What is wrong with an answer that comes before the right one, and leads to 203.0.113.66. */
    public enum Lie {
        FROM_ELSEWHERE,
        OTHER_IDENTITY,
        OTHER_QUESTION
    }

    public void liedAbout(String name, Lie how) {
        lies.put(name, how);
    }

    /** Each question as kind and name, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void serve() {
        byte[] octets = new byte[4_096];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(octets, octets.length);
                socket.receive(packet);
                var query = new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
                answer(query, packet);
            } catch (IOException closed) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private void answer(Message query, DatagramPacket from) throws IOException {
        Record question = query.getQuestion();
        String name = question.getName().toString(true).toLowerCase(java.util.Locale.ROOT);
        asked.add(Type.string(question.getType()) + " " + name);
        if (dead || silent.contains(name)) {
            return;
        }
        Lie lie = lies.get(name);
        if (lie != null) {
            lie(lie, query, from);
        }
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        if (broken.contains(name)) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        } else {
            fill(answer, question, name);
        }
        byte[] octets = answer.toWire();
        socket.send(new DatagramPacket(octets, octets.length, from.getSocketAddress()));
    }

    private void lie(Lie how, Message query, DatagramPacket from) throws IOException {
        Name asked = query.getQuestion().getName();
        int id = query.getHeader().getID();
        switch (how) {
            case FROM_ELSEWHERE -> {
                try (var elsewhere = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
                    elsewhere.send(forged(id, asked, asked, from));
                }
            }
            case OTHER_IDENTITY -> socket.send(forged(id ^ 0x55, asked, asked, from));
            case OTHER_QUESTION -> socket.send(forged(id, Name.fromString("other.example."), asked, from));
        }
    }

    private static DatagramPacket forged(int id, Name question, Name answered, DatagramPacket to) throws IOException {
        var answer = new Message(id);
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(Record.newRecord(question, Type.A, DClass.IN), Section.QUESTION);
        answer.addRecord(
                Record.fromString(answered, Type.A, DClass.IN, 300, "203.0.113.66", Name.root), Section.ANSWER);
        byte[] octets = answer.toWire();
        return new DatagramPacket(octets, octets.length, to.getSocketAddress());
    }

    private void fill(Message answer, Record question, String name) throws TextParseException {
        List<Record> found = records.getOrDefault(name + " " + Type.string(question.getType()), List.of());
        List<Record> alias = records.getOrDefault(name + " CNAME", List.of());
        found.forEach(record -> answer.addRecord(record, Section.ANSWER));
        if (found.isEmpty()) {
            alias.forEach(record -> answer.addRecord(record, Section.ANSWER));
        }
        if (found.isEmpty() && alias.isEmpty()) {
            Name zone = Name.fromString("example.");
            answer.addRecord(
                    new SOARecord(zone, DClass.IN, NOTHING_SECONDS, zone, zone, 1, 1, 1, 1, NOTHING_SECONDS),
                    Section.AUTHORITY);
            boolean known = records.keySet().stream().anyMatch(key -> key.startsWith(name + " "));
            answer.getHeader().setRcode(known ? Rcode.NOERROR : Rcode.NXDOMAIN);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
