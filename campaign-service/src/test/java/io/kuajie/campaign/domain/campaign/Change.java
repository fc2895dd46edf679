package io.kuajie.campaign.domain.campaign;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A field of a proposal, to be given another value in a test. */
enum Change {
    KIND,
    ISSUER,
    ITEMS,
    TARGET,
    PERCENT_OFF,
    AMOUNT_OFF,
    TITLES,
    STARTS_AT,
    ENDS_AT;

    /** The proposal with this field changed. */
    Proposal apply(Proposal proposal, @Nullable Object value) {
        return rebuild(proposal, (field, old) -> field.equals(field()) ? value : old);
    }

    /** The proposal with each field as the function has it. */
    static Proposal rebuild(Proposal proposal, BiFunction<String, @Nullable Object, @Nullable Object> value) {
        try {
            RecordComponent[] fields = Proposal.class.getRecordComponents();
            Object[] values = new Object[fields.length];
            for (int i = 0; i < fields.length; i++) {
                values[i] =
                        value.apply(fields[i].getName(), fields[i].getAccessor().invoke(proposal));
            }
            Class<?>[] types =
                    Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return Proposal.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private String field() {
        String lower = name().toLowerCase(Locale.ROOT);
        int underscore = lower.indexOf('_');
        return underscore < 0
                ? lower
                : lower.substring(0, underscore)
                        + Character.toUpperCase(lower.charAt(underscore + 1))
                        + lower.substring(underscore + 2);
    }
}
