package org.ringfort.media.port;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The system calls that carry datagrams on Linux: many of them at once, which the JDK's channels cannot. Constants and layouts are
 * those of 64-bit Linux, the same on x86-64 and arm64 but for {@link #EVENT_BYTES}. Results are the system's: below zero, it refused.
 */
final class Libc {
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOCKET_DATAGRAM_NONBLOCKING = 2 | 0x800 | 0x80000; // SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC
    static final int SOL_SOCKET = 1;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int SO_SNDBUFFORCE = 32;
    static final int SO_RCVBUFFORCE = 33;
    static final int IPPROTO_IP = 0;
    static final int IP_TOS = 1;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_V6ONLY = 26;
    static final int IPV6_TCLASS = 67;
    static final int MSG_DONTWAIT = 0x40;
    static final int EPOLL_CLOEXEC = 0x80000;
    static final int EVENT_CLOEXEC_NONBLOCKING = 0x80000 | 0x800;
    static final int EPOLL_CTL_ADD = 1;
    static final int EPOLLIN = 1;

    /** struct epoll_event is packed on x86-64, and there alone. */
    static final boolean PACKED = "amd64".equals(System.getProperty("os.arch"));

    static final int EVENT_BYTES = PACKED ? 12 : 16;
    static final int EVENT_DATA_AT = PACKED ? 4 : 8;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private static final MethodHandle SOCKET = call("socket", INT, INT, INT, INT);
    private static final MethodHandle BIND = call("bind", INT, INT, POINTER, INT);
    private static final MethodHandle GETSOCKNAME = call("getsockname", INT, INT, POINTER, POINTER);
    private static final MethodHandle SETSOCKOPT = call("setsockopt", INT, INT, INT, INT, POINTER, INT);
    private static final MethodHandle GETSOCKOPT = call("getsockopt", INT, INT, INT, INT, POINTER, POINTER);
    private static final MethodHandle CLOSE = call("close", INT, INT);
    private static final MethodHandle RECVMMSG = call("recvmmsg", INT, INT, POINTER, INT, INT, POINTER);
    private static final MethodHandle SENDMMSG = call("sendmmsg", INT, INT, POINTER, INT, INT);
    private static final MethodHandle SENDTO = call("sendto", LONG, INT, POINTER, LONG, INT, POINTER, INT);
    private static final MethodHandle EPOLL_CREATE = call("epoll_create1", INT, INT);
    private static final MethodHandle EPOLL_CTL = call("epoll_ctl", INT, INT, INT, INT, POINTER);
    private static final MethodHandle EPOLL_WAIT = call("epoll_wait", INT, INT, POINTER, INT, INT);
    private static final MethodHandle EVENTFD = call("eventfd", INT, INT, INT);
    private static final MethodHandle READ = call("read", LONG, INT, POINTER, LONG);
    private static final MethodHandle WRITE = call("write", LONG, INT, POINTER, LONG);

    private Libc() {}

    @SuppressWarnings("restricted") // native access is what this class is for
    private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    static int socket(int family) {
        try {
            return (int) SOCKET.invokeExact(family, SOCKET_DATAGRAM_NONBLOCKING, 0);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    static int bind(int socket, MemorySegment address, int bytes) {
        try {
            return (int) BIND.invokeExact(socket, address, bytes);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    static int getsockname(int socket, MemorySegment address, MemorySegment bytes) {
        try {
            return (int) GETSOCKNAME.invokeExact(socket, address, bytes);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    static int setsockopt(int socket, int level, int option, MemorySegment value) {
        try {
            return (int) SETSOCKOPT.invokeExact(socket, level, option, value, 4);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    static int getsockopt(int socket, int level, int option, MemorySegment value, MemorySegment bytes) {
        try {
            return (int) GETSOCKOPT.invokeExact(socket, level, option, value, bytes);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    static void close(int descriptor) {
        try {
            int _ = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    static int recvmmsg(int socket, MemorySegment messages, int count) {
        try {
            return (int) RECVMMSG.invokeExact(socket, messages, count, MSG_DONTWAIT, MemorySegment.NULL);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    static int sendmmsg(int socket, MemorySegment messages, int count) {
        try {
            return (int) SENDMMSG.invokeExact(socket, messages, count, MSG_DONTWAIT);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    static long sendto(int socket, MemorySegment octets, long count, MemorySegment address, int addressBytes) {
        try {
            return (long) SENDTO.invokeExact(socket, octets, count, MSG_DONTWAIT, address, addressBytes);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    static int epollCreate() {
        try {
            return (int) EPOLL_CREATE.invokeExact(EPOLL_CLOEXEC);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    static int epollAdd(int epoll, int descriptor, MemorySegment event) {
        try {
            return (int) EPOLL_CTL.invokeExact(epoll, EPOLL_CTL_ADD, descriptor, event);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    static int epollWait(int epoll, MemorySegment events, int most, int timeoutMillis) {
        try {
            return (int) EPOLL_WAIT.invokeExact(epoll, events, most, timeoutMillis);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    static int eventDescriptor() {
        try {
            return (int) EVENTFD.invokeExact(0, EVENT_CLOEXEC_NONBLOCKING);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    static long read(int descriptor, MemorySegment into, long count) {
        try {
            return (long) READ.invokeExact(descriptor, into, count);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    static long write(int descriptor, MemorySegment from, long count) {
        try {
            return (long) WRITE.invokeExact(descriptor, from, count);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }
}
