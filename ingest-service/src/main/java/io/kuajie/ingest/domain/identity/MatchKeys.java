package io.kuajie.ingest.domain.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import io.kuajie.kernel.Pseudonymizer.Kind;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keyed hashes of e-mail addresses and telephone numbers, the same at every partner, under a secret of their own. Addresses are
 * compared without regard to case and to the form of characters, numbers in E.164.
 */
public final class MatchKeys {
    /** Match keys belong to no partner, which pseudonyms otherwise do. */
    private static final PartnerId EVERYBODY = new PartnerId("everybody");

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]{1,64}@[^\\s@]+\\.[^\\s@.]+");
    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_NUMBER = 40;

    private final Pseudonymizer hash;
    private final String region;

    /** @param hash under the secret of match keys; region the country, ISO 3166, of numbers that don't name theirs */
    public MatchKeys(Pseudonymizer hash, String region) {
        if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(region)) {
            throw new IllegalArgumentException(
                    "The region of telephone numbers (%s) must be a country of ISO 3166, such as CN."
                            .formatted(region));
        }
        this.hash = hash;
        this.region = region;
    }

    /** The key of an e-mail address; empty if it is none. */
    public Optional<String> ofMail(String address) {
        String plain =
                Normalizer.normalize(address.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return plain.length() <= LONGEST_ADDRESS && ADDRESS.matcher(plain).matches()
                ? Optional.of(IdentityGraph.matchNode(Relation.MAIL, hash.pseudonym(EVERYBODY, Kind.MAIL, plain)))
                : Optional.empty();
    }

    /** The key of a telephone number; empty if it is none. */
    public Optional<String> ofPhone(String number) {
        if (number.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
            var parsed = numbers.parse(number, region);
            if (!numbers.isValidNumber(parsed)) {
                return Optional.empty();
            }
            String plain = numbers.format(parsed, PhoneNumberFormat.E164);
            return Optional.of(IdentityGraph.matchNode(Relation.PHONE, hash.pseudonym(EVERYBODY, Kind.PHONE, plain)));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
