package org.ringfort.e2e.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A TCP relay on loopback in front of a server, with a fault that can be set and lifted while connections are up. Any thread. */
public final class FaultyLine implements AutoCloseable {
    /** What is wrong with the line. */
    public enum Fault {
        /** Nothing. */
        NONE,
        /** Connections are reset, new ones as soon as they are made. */
        RESET,
        /** No octet passes, in neither direction; what was sent meanwhile arrives afterwards. */
        BLACK_HOLE,
        /** The server hears, and never answers. */
        HUNG,
        /** Each way there and back takes half a second longer. */
        SLOW
    }

    private static final Duration ONE_WAY = Duration.ofMillis(250);
    private static final int CHUNK = 16_384;

    private final ServerSocket door;
    private final InetSocketAddress server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Fault fault = Fault.NONE;

    private FaultyLine(ServerSocket door, InetSocketAddress server) {
        this.door = door;
        this.server = server;
    }

    /** Opens a line, on a free port, that leads to a server on loopback. */
    public static FaultyLine to(int port) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        var line = new FaultyLine(new ServerSocket(0, 100, loopback), new InetSocketAddress(loopback, port));
        Thread.ofVirtual().name("faulty-line").start(line::accept);
        return line;
    }

    /** Where to connect. */
    public int port() {
        return door.getLocalPort();
    }

    /** From now on. */
    public void set(Fault wanted) {
        lock.lock();
        try {
            fault = wanted;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (wanted == Fault.RESET) {
            open.forEach(FaultyLine::reset);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                if (current() == Fault.RESET) {
                    reset(near);
                    continue;
                }
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private Fault current() {
        lock.lock();
        try {
            return fault;
        } finally {
            lock.unlock();
        }
    }

    private void connect(Socket near) {
        open.add(near);
        try {
            var far = new Socket(server.getAddress(), server.getPort());
            open.add(far);
            Thread.ofVirtual().start(() -> pump(far, near, false));
            pump(near, far, true);
        } catch (IOException refused) {
            reset(near);
        }
    }

    private void pump(Socket from, Socket to, boolean toServer) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[CHUNK];
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                awaitPassage(toServer);
                out.write(some, 0, count);
                out.flush();
            }
            awaitPassage(toServer); // nor does the other end hear that this one has closed
        } catch (IOException ended) {
            // both directions end with one
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void awaitPassage(boolean toServer) throws InterruptedException {
        lock.lock();
        try {
            while (fault == Fault.BLACK_HOLE || (fault == Fault.HUNG && !toServer)) {
                changed.await();
            }
            if (fault != Fault.SLOW) {
                return;
            }
        } finally {
            lock.unlock();
        }
        Thread.sleep(ONE_WAY); // the fault itself
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException gone) {
            // it is closed, which is as well
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        set(Fault.RESET);
    }
}
