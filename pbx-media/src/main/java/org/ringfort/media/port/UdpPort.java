package org.ringfort.media.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** One UDP port that belongs to one leg. Opened by whoever sets a leg up, then used by the loop that polls it alone. */
public final class UdpPort implements Outlet, AutoCloseable {
    private final Socket socket;
    private final Scratch scratch;
    private final WireAddress source;
    private final WireAddress destination;

    private UdpPort(Socket socket, Scratch scratch) {
        this.socket = socket;
        this.scratch = scratch;
        this.source = new WireAddress(socket.six());
        this.destination = new WireAddress(socket.six());
    }

    /**
     * @param number 0: any
     * @param scratch of the thread that will use the port
     * @throws IOException where the port is taken or the machine refuses
     */
    static UdpPort open(InetAddress bind, int number, Scratch scratch) throws IOException {
        return new UdpPort(Socket.open(bind, number), scratch);
    }

    /** A port of any number, for the self check's own phone. */
    public static UdpPort ephemeral(InetAddress bind) throws IOException {
        return open(bind, 0, new Scratch());
    }

    @Override
    public int number() {
        return socket.number();
    }

    /**
     * Takes the next datagram; {@link #source()} then tells whose it was.
     *
     * @return its length, {@link PacketBuffer#DATAGRAM_BYTES} where it was cut off, or -1 where none waits
     */
    public int receive(PacketBuffer packet) {
        return socket.isOpen() ? scratch.receive(socket, packet, source) : -1;
    }

    /** Whose datagram {@link #receive} took last. */
    public InetSocketAddress source() {
        return source.known();
    }

    @Override
    public boolean send(PacketBuffer packet, int start, int lengthBytes, InetSocketAddress to) {
        return socket.isOpen() && destination.set(to) && scratch.send(socket, packet, start, lengthBytes, destination);
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() {
        socket.close();
    }
}
