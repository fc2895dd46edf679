package io.kuajie.edge.visitor;

/** What became of checking a user token. */
public sealed interface TokenCheck {
    /** It is the partner's and of now. */
    record Valid(Visitor visitor) implements TokenCheck {}

    /** It is not. @param reason what is wrong with the token, and what to do; never the token */
    record Invalid(String reason) implements TokenCheck {}
}
