package io.kuajie.ingest.app.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PublicAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "93.184.216.34, true",
        "2606:2800:220:1::1, true",
        "127.0.0.1, false",
        "10.1.2.3, false",
        "172.16.0.1, false",
        "192.168.1.1, false",
        "169.254.169.254, false",
        "100.64.0.1, false",
        "198.18.0.1, false",
        "0.0.0.0, false",
        "255.255.255.255, false",
        "224.0.0.1, false",
        "::1, false",
        "fe80::1, false",
        "fd00::1, false",
        "::ffff:127.0.0.1, false",
        "2002:7f00:1::1, false",
        "64:ff9b::7f00:1, false"
    })
    void address_isPublic_whereTheWholeInternetMayAskIt(String address, boolean expected) throws UnknownHostException {
        assertThat(PublicAddresses.contains(InetAddress.getByName(address))).isEqualTo(expected);
    }
}
