package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.event.Reason;

/** Why a message can't be mapped. @param detail the value, the rule and advice, without identifiers */
record Finding(Reason reason, String detail) {
    static Finding of(Reason reason, String advice) {
        return new Finding(reason, reason.rule() + " " + advice);
    }
}
