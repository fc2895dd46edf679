package io.kuajie.ingest.app.imports;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Tells addresses of the open internet from those of a host itself, of private networks, and of no host at all. */
final class PublicAddresses {
    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes[0] & 0xff, bytes[1] & 0xff);
    }

    /** Not this network, shared, protocol assignments, benchmarks, nor reserved (RFC 6890). */
    private static boolean isPublic4(int first, int second) {
        boolean isShared = first == 100 && second >= 64 && second < 128;
        boolean isProtocol = first == 192 && second == 0;
        boolean isBenchmark = first == 198 && (second == 18 || second == 19);
        return first != 0 && first < 240 && !isShared && !isProtocol && !isBenchmark;
    }

    /** Global unicast (2000::/3), but for the tunnels that wrap an IPv4 address: 6to4 and Teredo. */
    private static boolean isPublic6(byte[] bytes) {
        boolean isGlobal = (bytes[0] & 0xe0) == 0x20;
        boolean isSixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean isTeredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        return isGlobal && !isSixToFour && !isTeredo;
    }
}
