package io.kuajie.ingest.domain.json;

/** Finds a field of an object by its name: by the number where the name has one, else by the bytes. Of fields of one name the last holds. */
final class Fields {
    static final int NONE = -1;

    private Fields() {}

    /** The entry of the field's value; {@link #NONE} if there is no such field. */
    static int find(Tape tape, int object, Name name) {
        if (!tape.tells(name)) {
            return spelt(tape, object, name);
        }
        int number = name.number();
        if (!tape.hasName(object, number)) {
            return NONE;
        }
        Places places = tape.places;
        return places == null ? numbered(tape, object, number) : places.of(tape, object, number);
    }

    private static int numbered(Tape tape, int object, int number) {
        int found = NONE;
        int end = tape.next(object);
        for (int field = tape.first(object); field < end; field = tape.next(field + Tape.STRIDE)) {
            if (tape.number(field) == number) {
                found = tape.told(field + Tape.STRIDE);
                end = tape.hasNameTwice(object) ? end : 0;
            }
        }
        return found;
    }

    private static int spelt(Tape tape, int object, Name name) {
        int found = NONE;
        int end = tape.next(object);
        for (int field = tape.first(object); field < end; field = tape.next(field + Tape.STRIDE)) {
            found = tape.isNamed(field, name) ? tape.told(field + Tape.STRIDE) : found;
        }
        return found;
    }
}
